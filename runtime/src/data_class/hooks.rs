//! The user's own functions that run when an instance is made or changed.

use std::any::Any;
use std::fmt::Display;

use pyo3::PyErr;
use pyo3::exceptions::{PyAssertionError, PyValueError};

use super::table::{ClassTable, Erased};
use crate::error::Report;

/// `#[dataclass(post_init = …)]`: completes a value whose fields are set.
#[derive(Clone, Copy)]
pub struct PostInit {
    function: Erased,
    call: unsafe fn(Erased, *mut u8) -> Result<(), Rejection>,
}

impl PostInit {
    /// The function for class `T`.
    pub const fn of<T, R: Outcome>(function: fn(&mut T) -> R) -> Self {
        Self {
            function: Erased(function as *const ()),
            // SAFETY: `function` is the pointer above, and the caller lends a `T`.
            call: |function, value| unsafe {
                function.as_fn::<fn(&mut T) -> R>()(&mut *value.cast()).into_result()
            },
        }
    }

    /// # Safety
    ///
    /// `value` points to a value of the class, borrowed exclusively.
    pub(crate) unsafe fn call(&self, table: &ClassTable, value: *mut u8, report: &mut Report<'_>) {
        // SAFETY: the caller's promise.
        if let Err(rejection) = unsafe { (self.call)(self.function, value) } {
            // SAFETY: as above.
            unsafe { rejection.report_instance(table, value, report) };
        }
    }
}

/// `#[dataclass(validate = …)]`: accepts or rejects a value as a whole.
#[derive(Clone, Copy)]
pub struct Validate {
    function: Erased,
    call: unsafe fn(Erased, *const u8) -> Result<(), Rejection>,
}

impl Validate {
    /// The function for class `T`.
    pub const fn of<T, R: Outcome>(function: fn(&T) -> R) -> Self {
        Self {
            function: Erased(function as *const ()),
            // SAFETY: `function` is the pointer above, and the caller lends a `T`.
            call: |function, value| unsafe {
                function.as_fn::<fn(&T) -> R>()(&*value.cast()).into_result()
            },
        }
    }

    /// # Safety
    ///
    /// `value` points to a value of the class, borrowed for the call.
    pub(crate) unsafe fn call(
        &self,
        table: &ClassTable,
        value: *const u8,
        report: &mut Report<'_>,
    ) {
        // SAFETY: the caller's promise.
        if let Err(rejection) = unsafe { (self.call)(self.function, value) } {
            // SAFETY: as above.
            unsafe { rejection.report_instance(table, value, report) };
        }
    }
}

/// What a hook may return.
#[diagnostic::on_unimplemented(
    message = "a hook of a data class cannot return `{Self}`",
    label = "must return `()` or `Result<(), E>`",
    note = "`E` is any type with `Display`, or `PyErr` to raise an exception of your own"
)]
pub trait Outcome {
    /// Nothing, or why the value is rejected.
    #[doc(hidden)]
    fn into_result(self) -> Result<(), Rejection>;
}

#[diagnostic::do_not_recommend]
impl Outcome for () {
    fn into_result(self) -> Result<(), Rejection> {
        Ok(())
    }
}

#[diagnostic::do_not_recommend]
impl<E: Display + 'static> Outcome for Result<(), E> {
    fn into_result(self) -> Result<(), Rejection> {
        self.map_err(Rejection::new)
    }
}

/// Why a hook rejected a value.
#[doc(hidden)]
pub enum Rejection {
    /// A problem to be told together with others.
    Problem(String),
    /// An exception that the hook chose.
    Raised(PyErr),
}

impl Rejection {
    fn new<E: Display + 'static>(error: E) -> Self {
        let message = error.to_string();
        let mut error = Some(error);
        let error: &mut dyn Any = &mut error;
        match error.downcast_mut::<Option<PyErr>>().and_then(Option::take) {
            Some(error) => Self::Raised(error),
            None => Self::Problem(message),
        }
    }

    /// Reports it for the value at the report's place. As in pydantic, a `ValueError` or
    /// `AssertionError` is a problem like another, and any other exception leaves at once.
    pub(crate) fn report(
        self,
        report: &mut Report<'_>,
        input: impl for<'py> FnOnce(pyo3::Python<'py>) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::PyAny>>,
    ) {
        let py = report.py();
        match self {
            Self::Problem(message) => report.push("value_error", &message, input, &[]),
            Self::Raised(error) if error.is_instance_of::<PyValueError>(py) => {
                report.push("value_error", &error.value(py).to_string(), input, &[]);
            }
            Self::Raised(error) if error.is_instance_of::<PyAssertionError>(py) => {
                report.push("assertion_error", &error.value(py).to_string(), input, &[]);
            }
            Self::Raised(error) => report.fail(error),
        }
    }

    /// # Safety
    ///
    /// `value` points to a value of the class, borrowed for the call.
    unsafe fn report_instance(self, table: &ClassTable, value: *const u8, report: &mut Report<'_>) {
        self.report(report, |py| {
            // SAFETY: the caller's promise.
            unsafe { table.to_dict(value, py) }.map(pyo3::Bound::into_any)
        });
    }
}
