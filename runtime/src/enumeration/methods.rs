//! Rust methods on the members of an enum.

use std::ffi::CStr;
use std::marker::PhantomData;
use std::ops::Deref;

use pyo3::prelude::*;
use pyo3::types::PyType;
use pyo3::{Borrowed, IntoPyObjectExt, ffi};

use crate::pyo3_internals::{self, Method, raw};

/// One method.
pub struct EnumMethod {
    pub(super) name: &'static CStr,
    pub(super) function: ffi::PyCFunction,
}

/// A call of a Rust method; the derive implements it on a type per method.
pub trait MemberMethod {
    /// The enum.
    type Enum: for<'a, 'py> FromPyObject<'a, 'py, Error = PyErr>;

    /// Calls it on a variant.
    ///
    /// # Errors
    ///
    /// What the method returns as an error, or making its Python value raises.
    fn call(this: Self::Enum, py: Python<'_>) -> PyResult<Py<PyAny>>;
}

/// What a method may return besides `()` and a `Result` of such a type.
#[diagnostic::on_unimplemented(
    message = "a method of an enum cannot return `{Self}`",
    label = "its output does not convert to a Python object",
    note = "implement PyO3's `IntoPyObject` for `{Self}`, or return a type that has it"
)]
pub trait MethodOutput: for<'py> IntoPyObject<'py> {}
#[diagnostic::do_not_recommend]
impl<T: for<'py> IntoPyObject<'py>> MethodOutput for T {}

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
impl<T: MethodOutput, E: Into<PyErr>> ResultOutput<Result<T, E>> {
    /// The value, or raises the error.
    pub fn to_python(&self, py: Python<'_>, output: Result<T, E>) -> PyResult<Py<PyAny>> {
        output.map_err(Into::into)?.into_py_any(py)
    }
}

#[allow(clippy::missing_errors_doc, clippy::unused_self, reason = "called by generated code")]
impl<T> AnyOutput<T> {
    /// The value.
    pub fn to_python(&self, py: Python<'_>, output: T) -> PyResult<Py<PyAny>>
    where
        T: MethodOutput,
    {
        output.into_py_any(py)
    }
}

struct Call<M>(PhantomData<M>);

impl<M: MemberMethod> raw::MethodDef<raw::noargs::Func> for Call<M> {
    const METH: raw::noargs::Func = |py, object| {
        // SAFETY: the interpreter calls methods with a live object; which one is checked below.
        let object = unsafe { Borrowed::from_ptr(py, object) };
        Ok(M::call(object.extract()?, py)?.into_ptr())
    };
}

/// The method that `M` calls.
pub const fn enum_method<M: MemberMethod>(name: &'static CStr) -> EnumMethod {
    EnumMethod { name, function: raw::noargs::<Call<M>> }
}

/// The same, for the class of an enum with data.
pub const fn method_item<M: MemberMethod>(name: &'static CStr) -> Method {
    pyo3_internals::method_noargs::<Call<M>>(name, c"")
}

impl EnumMethod {
    /// Puts the method on the class, as a method descriptor.
    pub(super) fn install(&self, class: &Bound<'_, PyType>) -> PyResult<()> {
        // Never freed, as the class is not.
        let definition = Box::leak(Box::new(ffi::PyMethodDef {
            ml_name: self.name.as_ptr(),
            ml_meth: ffi::PyMethodDefPointer { PyCFunction: self.function },
            ml_flags: ffi::METH_NOARGS,
            ml_doc: c"".as_ptr(),
        }));
        // SAFETY: class and definition live for ever.
        let descriptor = unsafe {
            let descriptor = ffi::PyDescr_NewMethod(class.as_type_ptr(), definition);
            Bound::from_owned_ptr_or_err(class.py(), descriptor)?
        };
        // The derive writes Rust identifiers, which are UTF-8.
        class.setattr(self.name.to_str().unwrap_or_default(), descriptor)
    }
}
