//! serde's side of a data class: its fields as a map.

#[cfg(feature = "arrow")]
mod columns;
mod fields;
mod visitor;

use std::marker::PhantomData;
use std::mem::MaybeUninit;

use pyo3::exceptions::PySystemError;
use pyo3::prelude::*;
use serde::ser::{Error as _, SerializeStruct};
use serde::{Deserializer, Serializer};

use super::depth::{Level, TOO_DEEP};
use super::version::VERSION;
use crate::data_class::{ClassTable, DataClass, Layered, RootClass, access};

#[cfg(feature = "arrow")]
pub use columns::column;
#[cfg(feature = "arrow")]
pub(super) use columns::columns;
pub(super) use fields::read_field;
use fields::write_layers;
pub use fields::{BaseFields, Fields, Place, WireBase};
pub(super) use visitor::ClassVisitor;

/// A data class with one of the options `json`, `msgpack`, `toml` and `yaml`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no form in JSON and its kin",
    label = "the class that it extends needs the same option: `#[dataclass(json)]`"
)]
pub trait WireClass: DataClass {
    /// The class that it extends.
    type Base: BaseFields;
    /// Its own fields, as in its table.
    type Fields: Fields;
}

/// Writes an instance, of whose layers these are the values.
///
/// # Safety
///
/// The pointers are to values of the class's layers.
pub(super) unsafe fn write<T: WireClass, S: Serializer>(
    layers: &[*const u8],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let Some(_level) = Level::enter() else { return Err(S::Error::custom(TOO_DEEP)) };
    let table = T::table();
    let form = table.wire_form();
    // SAFETY: the caller's promise.
    let len = unsafe { form.len(|field| field.attribute.of(layers[field.layer])) };
    let mut to = serializer.serialize_struct(table.name, len)?;
    if form.tells_version {
        to.serialize_field(VERSION, &table.present_version())?;
    }
    // SAFETY: the caller's promise.
    unsafe { write_layers::<T, _>(&form.attributes, layers, &mut to)? };
    to.end()
}

/// `Serialize` of a class without a base class.
///
/// # Errors
///
/// Those of the format, and if values are nested too deep.
pub fn serialize<T: WireClass + RootClass, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    // SAFETY: it is the value of the one layer.
    unsafe { write::<T, S>(&[(&raw const *value).cast()], serializer) }
}

/// `Deserialize` of a class without a base class.
///
/// # Errors
///
/// The first thing that is wrong.
pub fn deserialize<'de, T: WireClass + RootClass, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let mut slot = MaybeUninit::<T>::uninit();
    // SAFETY: the slot is room for the value of the one layer, which it has on success.
    unsafe {
        read::<T, D>(&[slot.as_mut_ptr().cast()], deserializer)?;
        Ok(slot.assume_init())
    }
}

/// Reads the values of all layers of an instance.
///
/// # Safety
///
/// Each slot is room for a value of the layer; on success it has one.
pub(super) unsafe fn read<'de, T: WireClass, D: Deserializer<'de>>(
    slots: &[*mut u8],
    deserializer: D,
) -> Result<(), D::Error> {
    let Some(_level) = Level::enter() else { return Err(serde::de::Error::custom(TOO_DEEP)) };
    deserializer.deserialize_map(ClassVisitor::<T> { slots, tag: None, class: PhantomData })
}

/// The values of an instance's layers, borrowed while `with` runs.
///
/// # Safety
///
/// `object` is an instance of `T`.
pub(super) unsafe fn with_layers<T: Layered, R>(
    object: &Bound<'_, PyAny>,
    with: impl FnOnce(&[*const u8]) -> R,
) -> PyResult<R> {
    /// # Safety
    ///
    /// As above.
    unsafe fn further(
        object: &Bound<'_, PyAny>,
        layers: &[&'static ClassTable],
        values: &mut Vec<*const u8>,
        with: &mut dyn FnMut(&[*const u8]),
    ) -> PyResult<()> {
        let Some((layer, others)) = layers.split_first() else {
            with(values);
            return Ok(());
        };
        let mut result = Ok(());
        // SAFETY: the caller's promise.
        unsafe {
            (layer.access.read)(object, &mut |value| {
                values.push(value);
                result = further(object, others, values, with);
            })?;
        }
        result
    }
    let layers = T::table().layers();
    if layers.len() == 1 {
        // SAFETY: the caller's promise.
        return unsafe { access::read::<T, R>(object, |value| with(&[value])) };
    }
    let (mut with, mut returned) = (Some(with), None);
    let mut once = |values: &[*const u8]| {
        if let Some(with) = with.take() {
            returned = Some(with(values));
        }
    };
    // SAFETY: the caller's promise.
    unsafe {
        further(object, layers, &mut Vec::new(), &mut once)?;
    }
    returned.ok_or_else(|| PySystemError::new_err("an instance was not read"))
}
