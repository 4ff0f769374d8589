//! Enums with data on the wire: tagged unions, in the forms that serde has.

#[cfg(feature = "serde")]
mod buffer;
mod methods;
mod plain;
#[cfg(feature = "serde")]
mod serial;
#[cfg(feature = "serde")]
mod tagged;

use std::mem::MaybeUninit;

use pyo3::prelude::*;

pub(super) use methods::{Class, of_class, read_all, to_plain};
pub use methods::{union_from_dict_method, union_to_dict_method, union_to_tuple_method};
pub use plain::{union_from_plain, union_to_plain};
#[cfg(feature = "serde")]
pub use serial::{ReadVariant, UnionOf, WireUnion, read_union, write_union, write_variant};

use super::attribute::WireAttribute;
use crate::data_class::{ClassTable, DataClass};
use crate::enumeration::Variants;
use crate::field_type::FieldType;

/// How the wire tells which variant it is.
#[derive(Clone, Copy, Debug)]
pub enum Tagging {
    /// `{"Circle": {"radius": 1.0}}`
    External,
    /// `{"type": "Circle", "radius": 1.0}`
    Internal(&'static str),
    /// `{"type": "Circle", "value": {"radius": 1.0}}`
    Adjacent {
        /// The key of the name.
        tag: &'static str,
        /// The key of what the variant has.
        content: &'static str,
    },
}

/// The form of a variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `Empty`
    Unit,
    /// `Meters(f64)`: the value alone
    Newtype,
    /// `Rect(f64, f64)`: a list
    Tuple,
    /// `Circle { radius: f64 }`: an object
    Struct,
}

/// An enum with data on the wire. The derive makes a `static` of it.
pub struct UnionTable {
    /// The enum's class.
    pub base: fn() -> &'static ClassTable,
    /// How the variant is told.
    pub tagging: Tagging,
    /// `#[dataclass(deny_unknown_fields)]`.
    pub deny_unknown_fields: bool,
    /// The names of the variants on the wire.
    pub names: &'static [&'static str],
    /// The variants.
    pub variants: &'static [VariantRow],
}

/// One variant.
pub struct VariantRow {
    /// Its form.
    pub style: Style,
    /// Its class.
    pub table: fn() -> &'static ClassTable,
}

impl VariantRow {
    /// Its fields that are on the wire, with their positions among all.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (usize, &'static WireAttribute)> + use<> {
        let attributes = (self.table)().wire_attributes().iter().enumerate();
        attributes.filter(|(_, attribute)| attribute.name.is_some())
    }

    /// A newtype whose field is not on the wire is there as a unit.
    pub(crate) fn style(&self) -> Style {
        match self.style {
            Style::Newtype if self.fields().next().is_none() => Style::Unit,
            style => style,
        }
    }
}

impl UnionTable {
    /// The name and the row at an index.
    pub(crate) fn variant(&self, index: usize) -> Option<(&'static str, &'static VariantRow)> {
        Some((*self.names.get(index)?, self.variants.get(index)?))
    }

    /// The position of the variant of a name.
    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|own| *own == name)
    }
}

/// An enum with data that is on the wire. Its variants' fields are lent as [`Part`]s, without those that
/// Python does not see.
pub trait Union: Variants + FieldType {
    /// Its description.
    fn union_table() -> &'static UnionTable;

    /// Lends the index of the variant and its fields.
    fn with_parts<R>(&self, with: impl FnOnce(usize, &[Part]) -> R) -> R;

    /// The same of an instance of a variant's class; `None` if it is no such instance.
    fn with_parts_of<R>(
        object: &Bound<'_, PyAny>,
        with: impl FnOnce(usize, &[Part]) -> R,
    ) -> Option<R>;

    /// The value of the variant at an index, of whose class the filler makes one.
    fn build(index: usize, filler: Filler<'_>) -> Option<Self>;
}

/// A field of a variant.
#[derive(Clone, Copy)]
pub struct Part(*const u8);

impl Part {
    /// Lends it.
    pub const fn of<T>(field: &T) -> Self {
        Self((&raw const *field).cast())
    }
}

/// Makes the Rust value of a variant's class.
pub struct Filler<'a>(&'a mut dyn FnMut(&[*mut u8]) -> bool);

impl Filler<'_> {
    /// The value, if one could be made.
    pub fn value<T: DataClass>(self) -> Option<T> {
        let mut slot = MaybeUninit::<T>::uninit();
        let made = (self.0)(&slots(slot.as_mut_ptr().cast()));
        // SAFETY: what a filler is made of says `true` when it has written the value of the class.
        made.then(|| unsafe { slot.assume_init() })
    }
}

/// Room for the layers of a variant's instance: the first is the enum's class, which has no data.
fn slots(own: *mut u8) -> [*mut u8; 2] {
    [std::ptr::dangling_mut(), own]
}
