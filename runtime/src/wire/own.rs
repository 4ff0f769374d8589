//! Classes with serde impls of the user's own (`serde = false`).

use std::marker::PhantomData;

use pyo3::Borrowed;
use pyo3::exceptions::PySystemError;
use pyo3::prelude::*;
use pyo3::types::PyType;
use serde::de::{DeserializeOwned, Error as _};
use serde::ser::Error as _;
use serde::{Deserializer, Serialize, Serializer};

use super::content::PyContent;
use super::depth::{Level, TOO_DEEP};
use super::{Reader, format, instance, values};
use crate::data_class::construct::{Purpose, check_makes, run_hooks};
use crate::data_class::{ClassTable, DataClass, Layered, RootClass};
use crate::error::Report;

/// A data class with serde impls of the user's own, which only the derive's impl of this asks for: what
/// needs them has this bound, so that one that is missing is told once.
pub trait OwnSerde: Layered + RootClass {
    /// `Serialize::serialize`.
    ///
    /// # Errors
    ///
    /// Those of the impl.
    fn own_serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// `Deserialize::deserialize`.
    ///
    /// # Errors
    ///
    /// Those of the impl.
    fn own_deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// What writes itself.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no `Serialize` of its own",
    label = "`serde = false` asks for it: `#[derive(serde::Serialize, serde::Deserialize)]`",
    note = "without `serde = false` the derive writes it"
)]
pub trait OwnSerialize: Serialize {}
#[diagnostic::do_not_recommend]
impl<T: Serialize> OwnSerialize for T {}

/// What reads itself.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no `Deserialize` of its own",
    label = "`serde = false` asks for it: `#[derive(serde::Serialize, serde::Deserialize)]`",
    note = "without `serde = false` the derive writes it"
)]
pub trait OwnDeserialize: DeserializeOwned {}
#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> OwnDeserialize for T {}

/// [`OwnSerde::own_serialize`].
///
/// # Errors
///
/// Those of the impl.
pub fn serialize_own<T: OwnSerialize, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    value.serialize(serializer)
}

/// [`OwnSerde::own_deserialize`].
///
/// # Errors
///
/// Those of the impl.
pub fn deserialize_own<'de, T: OwnDeserialize, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    T::deserialize(deserializer)
}

/// The methods of such a class.
pub struct Own<T>(PhantomData<T>);

/// [`Wire::write`](super::Wire::write) of such a class.
///
/// # Errors
///
/// Those of the impl, and if values are nested too deep.
pub fn write_own<T: OwnSerde, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let Some(_level) = Level::enter() else { return Err(S::Error::custom(TOO_DEEP)) };
    value.own_serialize(serializer)
}

/// [`Wire::read`](super::Wire::read) of such a class: what the impl reads is held to the constraints.
///
/// # Errors
///
/// That of the impl, or what the value breaks.
pub fn read_own<'de, T: OwnSerde, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let Some(_level) = Level::enter() else { return Err(D::Error::custom(TOO_DEEP)) };
    let mut value = T::own_deserialize(deserializer)?;
    let layers = T::table().layers();
    let no_hooks = layers.iter().all(|layer| layer.post_init.is_none() && layer.validate.is_none());
    let mut attributes = T::table().attributes().iter();
    let pointer: *const u8 = (&raw const value).cast();
    // SAFETY: the attributes are those of the value's class.
    if no_hooks && attributes.all(|attribute| unsafe { attribute.holds(attribute.of(pointer)) }) {
        return Ok(value);
    }
    Python::attach(|py| {
        let mut report = Report::new(py);
        check(&mut value, &mut report);
        report.finish(T::table().type_object).map_err(|error| error.to_string())
    })
    .map_err(D::Error::custom)?;
    Ok(value)
}

/// The value of the content of bytes; otherwise the reader has been told what is wrong.
pub fn own_from_content<'py, T: OwnSerde>(
    value: Borrowed<'_, 'py, PyAny>,
    reader: &mut Reader<'py>,
) -> Option<T> {
    let read = match T::own_deserialize(PyContent(&value)) {
        Ok(read) => Ok(read),
        Err(error) => Err(error.of_value(&value)),
    };
    match read {
        Ok(mut made) => check(&mut made, &mut reader.report).then_some(made),
        Err(error) => {
            reader.reject(error, &value);
            None
        }
    }
}

/// Checks all fields and runs the hooks; whether nothing is wrong.
fn check<T: OwnSerde>(value: &mut T, report: &mut Report<'_>) -> bool {
    let before = report.count();
    let table = T::table();
    let pointer: *mut u8 = (&raw mut *value).cast();
    for (attribute, wire) in table.attributes().iter().zip(table.wire_attributes()) {
        let name = wire.name.unwrap_or_else(|| attribute.parameter());
        // SAFETY: the attributes are those of the value's class.
        unsafe { attribute.check(attribute.of(pointer), name, report) };
    }
    if report.count() == before {
        // SAFETY: it is the value of the one layer, and nobody else has seen it.
        unsafe { run_hooks(table, &[pointer], Purpose::Construct, report) };
    }
    report.count() == before
}

impl<T: OwnSerde> format::Class for Own<T> {
    fn table() -> &'static ClassTable {
        <T as DataClass>::table()
    }

    fn check(class: &Bound<'_, PyType>) -> PyResult<()> {
        check_makes(T::table(), class)
    }

    unsafe fn write<S: Serializer>(
        object: &Bound<'_, PyAny>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let (mut serializer, mut written) = (Some(serializer), None);
        // SAFETY: the caller's promise; the pointer is to the value of the class.
        let read = unsafe {
            (T::table().access.read)(object, &mut |value| {
                let serializer = serializer.take();
                written = serializer.map(|serializer| write_own(&*value.cast::<T>(), serializer));
            })
        };
        read.map_err(S::Error::custom)?;
        written.unwrap_or_else(|| Err(S::Error::custom("an instance was not read")))
    }

    unsafe fn read<'de, 'py, D: Deserializer<'de>>(
        class: &Bound<'py, PyType>,
        deserializer: D,
    ) -> Result<Bound<'py, PyAny>, D::Error> {
        let read = |slots: &[*mut u8], deserializer| {
            let [slot] = slots else { return Err(D::Error::custom("there is one layer")) };
            let value = read_own::<T, D>(deserializer)?;
            // SAFETY: the slot is room for the value of the one layer.
            unsafe { slot.cast::<T>().write(value) };
            Ok(())
        };
        // SAFETY: the caller's promise.
        unsafe { instance::new_instance(T::table(), class, deserializer, read) }
    }

    unsafe fn read_content<'py>(
        class: &Bound<'py, PyType>,
        value: Borrowed<'_, 'py, PyAny>,
        reader: &mut Reader<'py>,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        let Some(made) = own_from_content::<T>(value, reader) else { return Ok(None) };
        let mut made = Some(made);
        let mut fill = |slots: &[*mut u8]| match (slots.first(), made.take()) {
            (Some(slot), Some(made)) => {
                // SAFETY: as above.
                unsafe { slot.cast::<T>().write(made) };
                Ok(())
            }
            _ => Err(PySystemError::new_err("an instance is made once")),
        };
        // SAFETY: the caller's promise.
        unsafe { values::new_instance(T::table(), class, &mut fill) }.map(Some)
    }
}
