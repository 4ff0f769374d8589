//! The user's own functions that run when an instance is made or changed.

use std::any::Any;
use std::fmt::Display;

use pyo3::Borrowed;
use pyo3::exceptions::{PyAssertionError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use super::table::{ClassTable, Erased};
use crate::error::{ConvertError, Report};

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

/// `#[dataclass(migrate = …)]`: lifts the state of an older version, a dict of field values, in place.
#[derive(Clone, Copy)]
pub struct Migrate {
    function: Erased,
    call: fn(Erased, u32, &Bound<'_, PyDict>) -> Result<(), Rejection>,
}

impl Migrate {
    /// The function.
    pub const fn of<R: Outcome>(function: fn(u32, &Bound<'_, PyDict>) -> R) -> Self {
        Self {
            function: Erased(function as *const ()),
            call: |function, version, state| {
                // SAFETY: `function` is the pointer above.
                let function = unsafe { function.as_fn::<fn(u32, &Bound<'_, PyDict>) -> R>() };
                function(version, state).into_result()
            },
        }
    }

    pub(crate) fn call(&self, version: u32, state: &Bound<'_, PyDict>, report: &mut Report<'_>) {
        if let Err(rejection) = (self.call)(self.function, version, state) {
            rejection.report(report, |py| Ok(state.clone().unbind().into_bound(py).into_any()));
        }
    }
}

/// `#[field(convert = …)]`: makes a field's value of what the constructor, `__replace__` or an
/// assignment is given; not of what a pickle holds, which is the field's own value.
#[derive(Clone, Copy)]
pub struct Convert {
    function: Erased,
    into_slot:
        unsafe fn(Erased, Borrowed<'_, '_, PyAny>, slot: *mut u8) -> Result<(), ConvertError>,
    lent: unsafe fn(
        Erased,
        Borrowed<'_, '_, PyAny>,
        &mut dyn FnMut(*mut u8) -> PyResult<()>,
    ) -> Result<PyResult<()>, ConvertError>,
}

type ConvertFunction<T> = fn(Borrowed<'_, '_, PyAny>) -> Result<T, ConvertError>;

impl Convert {
    /// The function, for a field of type `T`; it calls [`converted`].
    pub const fn of<T>(function: ConvertFunction<T>) -> Self {
        Self {
            function: Erased(function as *const ()),
            into_slot: |function, value, slot| {
                // SAFETY: `function` is the pointer above, and the caller gives room for a `T`.
                unsafe {
                    let value = function.as_fn::<ConvertFunction<T>>()(value)?;
                    slot.cast::<T>().write(value);
                }
                Ok(())
            },
            lent: |function, value, store| {
                // SAFETY: `function` is the pointer above.
                let mut value = unsafe { function.as_fn::<ConvertFunction<T>>() }(value)?;
                Ok(store((&raw mut value).cast()))
            },
        }
    }

    /// # Safety
    ///
    /// `slot` is room for a value of the field's type.
    #[allow(clippy::wrong_self_convention, reason = "it is the value that goes into the slot")]
    pub(crate) unsafe fn into_slot(
        &self,
        value: Borrowed<'_, '_, PyAny>,
        slot: *mut u8,
    ) -> Result<(), ConvertError> {
        // SAFETY: the caller's promise; the function belongs to the call.
        unsafe { (self.into_slot)(self.function, value, slot) }
    }

    /// # Safety
    ///
    /// `store` leaves a value of the field's type behind.
    pub(crate) unsafe fn lent(
        &self,
        value: Borrowed<'_, '_, PyAny>,
        store: &mut dyn FnMut(*mut u8) -> PyResult<()>,
    ) -> Result<PyResult<()>, ConvertError> {
        // SAFETY: as above.
        unsafe { (self.lent)(self.function, value, store) }
    }
}

/// What a `convert` function makes of a value. `I` may borrow from it.
///
/// # Errors
///
/// What extracting the input raises, or the function returns.
pub fn converted<'a, 'py, I, T, E>(
    value: Borrowed<'a, 'py, PyAny>,
    function: fn(I) -> Result<T, E>,
) -> Result<T, ConvertError>
where
    I: FromPyObject<'a, 'py>,
    E: Display + 'static,
{
    let input =
        value.extract().map_err(|error: I::Error| ConvertError::raised(&value, error.into()))?;
    function(input).map_err(|error| Rejection::new(error).of_value(&value))
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
    pub(crate) fn new<E: Display + 'static>(error: E) -> Self {
        let message = error.to_string();
        let mut error = Some(error);
        let error: &mut dyn Any = &mut error;
        match error.downcast_mut::<Option<PyErr>>().and_then(Option::take) {
            Some(error) => Self::Raised(error),
            None => Self::Problem(message),
        }
    }

    /// The same from a conversion. An exception that the user chose keeps its class.
    pub(crate) fn of_value(self, value: &Bound<'_, PyAny>) -> ConvertError {
        match self {
            Self::Problem(message) => ConvertError::rejected(value, message),
            Self::Raised(error) => ConvertError::raised(value, error),
        }
    }

    /// Reports it for the value at the report's place. As in pydantic, a `ValueError` or
    /// `AssertionError` is a problem like another, and any other exception leaves at once.
    pub(crate) fn report(
        self,
        report: &mut Report<'_>,
        input: impl for<'py> FnOnce(Python<'py>) -> PyResult<Bound<'py, PyAny>>,
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
            unsafe { table.to_dict(value, py) }.map(Bound::into_any)
        });
    }
}
