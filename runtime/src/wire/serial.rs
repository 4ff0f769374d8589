//! [`Wire`]: how serde writes and reads a field type.
//!
//! Not serde's own traits: those of `Vec<u8>`, `f64` and of other crates' types do not write what a Python
//! user expects, and a type of the user's may have none of ours. The derive asks [`IsWire`] which it is.

pub(crate) mod collections;
mod foreign;
pub(crate) mod leaves;

use std::marker::PhantomData;

use pyo3::Borrowed;
use pyo3::prelude::*;
use serde::de::{DeserializeOwned, DeserializeSeed, Error as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub(crate) use leaves::{read_text, text_on_the_wire, write_text};

#[cfg(feature = "arrow")]
use super::column::{Column, Columns, NoColumn};
use super::content::PyContent;
use super::table::ReadContent;
use crate::error::ConvertError;

/// A field type that has a form in JSON and its kin.
pub trait Wire: Sized {
    /// Writes a value.
    ///
    /// # Errors
    ///
    /// Those of the format, and if values are nested too deep.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// Reads a value.
    ///
    /// # Errors
    ///
    /// If there is none such.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// Writes a sequence of these; that of `u8` is bytes.
    ///
    /// # Errors
    ///
    /// As for [`write`](Self::write).
    fn write_sequence<S: Serializer>(items: &[Self], serializer: S) -> Result<S::Ok, S::Error> {
        collections::write_list(items.iter(), serializer)
    }

    /// Reads a sequence of these.
    ///
    /// # Errors
    ///
    /// As for [`read`](Self::read).
    fn read_sequence<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Self>, D::Error> {
        collections::read_list(deserializer)
    }

    /// The type of its columns in Arrow.
    ///
    /// # Errors
    ///
    /// If there is none.
    #[cfg(feature = "arrow")]
    fn column(_columns: &mut Columns) -> Result<Column, NoColumn> {
        Err(NoColumn::new("the type is not one of Arrow's"))
    }

    /// That of a sequence of these.
    ///
    /// # Errors
    ///
    /// If there is none.
    #[cfg(feature = "arrow")]
    fn sequence_column(columns: &mut Columns) -> Result<Column, NoColumn> {
        Self::column(columns).map(Column::list)
    }
}

/// A value as serde writes it.
pub(crate) struct Written<'a, T>(pub(crate) &'a T);

impl<T: Wire> Serialize for Written<'_, T> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

/// A value as serde reads it.
pub(crate) struct Read<T>(pub(crate) T);

impl<'de, T: Wire> Deserialize<'de> for Read<T> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self)
    }
}

/// Whether `T` is [`Wire`], for generated code to choose by.
pub struct IsWire<T>(PhantomData<T>);

/// The answer for every type; the inherent constant below wins where it applies.
pub trait NotWire {
    /// It is not.
    const VALUE: bool = false;
}
impl<T> NotWire for IsWire<T> {}

impl<T: Wire> IsWire<T> {
    /// It is.
    pub const VALUE: bool = true;
}

/// A field of type `T`; the flag is [`IsWire::VALUE`].
pub struct WireField<T, const IS_WIRE: bool>(PhantomData<T>);

/// A field that is not on the wire.
pub struct Absent;

/// How a field is written and read.
pub trait HasWire {
    /// The field's type.
    type Value;

    /// Makes the value of what stands for it among Python values, where the field's table does not.
    const CONTENT: Option<ReadContent> = None;

    /// Writes the value.
    ///
    /// # Errors
    ///
    /// Those of the format.
    fn write<S: Serializer>(value: &Self::Value, serializer: S) -> Result<S::Ok, S::Error>;

    /// Reads a value.
    ///
    /// # Errors
    ///
    /// Those of the format.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self::Value, D::Error>;

    /// The type of its column in Arrow.
    ///
    /// # Errors
    ///
    /// If there is none.
    #[cfg(feature = "arrow")]
    fn column(columns: &mut Columns) -> Result<Column, NoColumn>;
}

#[diagnostic::do_not_recommend]
impl<T: Wire> HasWire for WireField<T, true> {
    type Value = T;

    #[inline]
    fn write<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        value.write(serializer)
    }
    #[inline]
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        T::read(deserializer)
    }
    #[cfg(feature = "arrow")]
    fn column(columns: &mut Columns) -> Result<Column, NoColumn> {
        T::column(columns)
    }
}

/// What serde can write and read by itself.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no form in JSON and its kin",
    label = "cannot be on the wire",
    note = "another data class needs the same option: `#[dataclass(json)]`",
    note = "another type needs serde's `Serialize` and `Deserialize`",
    note = "or leave the field out: `#[field(wire = false, default)]`"
)]
pub trait ByItself: Serialize + DeserializeOwned {}
#[diagnostic::do_not_recommend]
impl<T: Serialize + DeserializeOwned> ByItself for T {}

impl<T: ByItself> HasWire for WireField<T, false> {
    type Value = T;

    const CONTENT: Option<ReadContent> = Some(|value: Borrowed<'_, '_, PyAny>, slot| {
        let read = T::deserialize(PyContent(&value)).map_err(|error| error.of_value(&value))?;
        // SAFETY: the caller gives room for a value of the field.
        unsafe { slot.cast::<T>().write(read) };
        Ok::<(), ConvertError>(())
    });

    fn write<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        T::deserialize(deserializer)
    }
    #[cfg(feature = "arrow")]
    fn column(_: &mut Columns) -> Result<Column, NoColumn> {
        Column::by_serde::<T>()
    }
}

/// The fields of a class by position.
pub trait FieldAt<const INDEX: usize> {
    /// How the field is on the wire.
    type Field: HasWire;
}

/// The field of `T` at an index.
pub struct At<T, const INDEX: usize>(PhantomData<T>);

impl<T: FieldAt<INDEX>, const INDEX: usize> HasWire for At<T, INDEX> {
    type Value = <T::Field as HasWire>::Value;

    const CONTENT: Option<ReadContent> = T::Field::CONTENT;

    #[inline]
    fn write<S: Serializer>(value: &Self::Value, serializer: S) -> Result<S::Ok, S::Error> {
        T::Field::write(value, serializer)
    }
    #[inline]
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self::Value, D::Error> {
        T::Field::read(deserializer)
    }
    #[cfg(feature = "arrow")]
    fn column(columns: &mut Columns) -> Result<Column, NoColumn> {
        T::Field::column(columns)
    }
}

impl HasWire for Absent {
    type Value = ();

    fn write<S: Serializer>((): &(), serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
    fn read<'de, D: Deserializer<'de>>(_: D) -> Result<(), D::Error> {
        Err(D::Error::custom("the field is not on the wire"))
    }
    #[cfg(feature = "arrow")]
    fn column(_: &mut Columns) -> Result<Column, NoColumn> {
        Err(NoColumn::new("the field is not on the wire"))
    }
}

/// Reads a field's value into its slot.
pub(super) struct IntoSlot<F> {
    slot: *mut u8,
    field: PhantomData<F>,
}

impl<F: HasWire> IntoSlot<F> {
    /// # Safety
    ///
    /// `slot` is room for the field's value.
    pub(super) unsafe fn new(slot: *mut u8) -> Self {
        Self { slot, field: PhantomData }
    }
}

impl<'de, F: HasWire> DeserializeSeed<'de> for IntoSlot<F> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let value = F::read(deserializer)?;
        // SAFETY: the promise of `new`.
        unsafe { self.slot.cast::<F::Value>().write(value) };
        Ok(())
    }
}
