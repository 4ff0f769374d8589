//! What methods of an enum return.

use std::marker::PhantomData;
use std::ops::Deref;

use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;

/// What a method may return besides `()` and a `Result` of such a type.
#[diagnostic::on_unimplemented(
    message = "a method of an enum cannot return `{Self}`",
    label = "its output does not convert to a Python object",
    note = "implement PyO3's `IntoPyObject` for `{Self}`, or return a type that has it"
)]
pub trait MethodOutput<'py>: IntoPyObject<'py> {}
#[diagnostic::do_not_recommend]
impl<'py, T: IntoPyObject<'py>> MethodOutput<'py> for T {}

/// Makes the Python value of an output of type `T`. Each type derefs to the next, more general one; on
/// each level there is one candidate, so that a method that does not exist is not ambiguous as well.
pub struct UnitOutput<T>(UnitResultOutput<T>);
/// For a `Result<(), E>`.
pub struct UnitResultOutput<T>(ResultOutput<T>);
/// For a `Result<T, E>`.
pub struct ResultOutput<T>(AnyOutput<T>);
/// For all others.
pub struct AnyOutput<T>(PhantomData<T>);

/// What converts an output.
pub const fn output_of<T>(_: &T) -> UnitOutput<T> {
    UnitOutput(UnitResultOutput(ResultOutput(AnyOutput(PhantomData))))
}

impl<T> Deref for UnitOutput<T> {
    type Target = UnitResultOutput<T>;
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<T> Deref for UnitResultOutput<T> {
    type Target = ResultOutput<T>;
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<T> Deref for ResultOutput<T> {
    type Target = AnyOutput<T>;
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

#[allow(
    clippy::missing_errors_doc,
    clippy::unnecessary_wraps,
    clippy::unused_self,
    reason = "called by generated code"
)]
impl UnitOutput<()> {
    /// `None`.
    pub fn to_python(&self, py: Python<'_>, _output: ()) -> PyResult<Py<PyAny>> {
        Ok(py.None())
    }
}

#[allow(clippy::missing_errors_doc, clippy::unused_self, reason = "called by generated code")]
impl<E: Into<PyErr>> UnitResultOutput<Result<(), E>> {
    /// `None`, or raises the error.
    pub fn to_python(&self, py: Python<'_>, output: Result<(), E>) -> PyResult<Py<PyAny>> {
        output.map(|()| py.None()).map_err(Into::into)
    }
}

#[allow(clippy::missing_errors_doc, clippy::unused_self, reason = "called by generated code")]
impl<'py, T: MethodOutput<'py>, E: Into<PyErr>> ResultOutput<Result<T, E>> {
    /// The value, or raises the error.
    pub fn to_python(&self, py: Python<'py>, output: Result<T, E>) -> PyResult<Py<PyAny>> {
        output.map_err(Into::into)?.into_py_any(py)
    }
}

#[allow(clippy::missing_errors_doc, clippy::unused_self, reason = "called by generated code")]
impl<T> AnyOutput<T> {
    /// The value.
    pub fn to_python<'py>(&self, py: Python<'py>, output: T) -> PyResult<Py<PyAny>>
    where
        T: MethodOutput<'py>,
    {
        output.into_py_any(py)
    }
}
