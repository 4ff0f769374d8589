//! serde's side of an instance of a data class.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyType;
use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserializer, Serializer};

use super::class::{self, WireClass};
use super::values;
use crate::data_class::{ClassTable, Layered};

/// Writes the fields of an instance.
///
/// # Errors
///
/// Those of the format, and if values are nested too deep.
pub(crate) fn write_instance<T: WireClass + Layered, S: Serializer>(
    object: &Bound<'_, T>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    // SAFETY: it is an instance of `T`, and the layers are its own.
    unsafe {
        class::with_layers::<T, _>(object.as_any(), |layers| {
            class::write::<T, S>(layers, serializer)
        })
        .map_err(S::Error::custom)?
    }
}

/// Makes an instance of `class`.
///
/// # Errors
///
/// The first thing that is wrong.
///
/// # Safety
///
/// `class` is the class of `T` or a subclass of it.
pub(crate) unsafe fn read_instance<'de, 'py, T: WireClass, D: Deserializer<'de>>(
    class: &Bound<'py, PyType>,
    deserializer: D,
) -> Result<Bound<'py, PyAny>, D::Error> {
    let read = |slots: &[*mut u8], deserializer| {
        // SAFETY: the slots are room for the values of the layers.
        unsafe { class::read::<T, D>(slots, deserializer) }
    };
    // SAFETY: the caller's promise.
    unsafe { new_instance(T::table(), class, deserializer, read) }
}

/// A new instance whose values `read` makes, with serde's error where it has one.
///
/// # Safety
///
/// `class` is the class of `table` or a subclass of it, and on `Ok` each of the slots has its value.
pub(super) unsafe fn new_instance<'de, 'py, D: Deserializer<'de>>(
    table: &'static ClassTable,
    class: &Bound<'py, PyType>,
    deserializer: D,
    read: impl Fn(&[*mut u8], D) -> Result<(), D::Error>,
) -> Result<Bound<'py, PyAny>, D::Error> {
    let (mut deserializer, mut fault) = (Some(deserializer), None);
    let mut read = |slots: &[*mut u8]| {
        let Some(deserializer) = deserializer.take() else { return Err(rejected()) };
        read(slots, deserializer).map_err(|error| {
            fault = Some(error);
            rejected()
        })
    };
    // SAFETY: the caller's promise.
    let instance = unsafe { values::new_instance(table, class, &mut read) };
    instance.map_err(|error| fault.unwrap_or_else(|| D::Error::custom(error)))
}

/// Stands for serde's error where a Python exception is asked for.
#[cold]
fn rejected() -> PyErr {
    PyValueError::new_err(())
}
