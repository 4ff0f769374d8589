//! The fields of a class and of those that it extends, by their types.

use std::marker::PhantomData;

#[cfg(feature = "arrow")]
use arrow_schema::Field;
use serde::de::{Error as _, MapAccess};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::WireClass;
use crate::wire::attribute::WireAttribute;
#[cfg(feature = "arrow")]
use crate::wire::column::{Columns, NoColumn};
use crate::wire::serial::{HasWire, IntoSlot};

/// The class that a class extends, if that is a data class.
pub struct WireBase<B, const IS_DATA_CLASS: bool>(PhantomData<B>);

/// The fields of the classes that a class extends.
pub trait BaseFields {
    /// How many layers they are.
    const LAYERS: usize;

    /// Writes them.
    ///
    /// # Errors
    ///
    /// Those of the format.
    ///
    /// # Safety
    ///
    /// As for [`Fields::write`], by layer.
    unsafe fn write<S: SerializeStruct>(
        attributes: &[WireAttribute],
        layers: &[*const u8],
        to: &mut S,
    ) -> Result<(), S::Error>;

    /// Reads the value of one of them.
    ///
    /// # Errors
    ///
    /// Those of the format.
    ///
    /// # Safety
    ///
    /// `slot` is room for the field's value.
    unsafe fn read<'de, A: MapAccess<'de>>(
        layer: usize,
        field: usize,
        map: &mut A,
        slot: *mut u8,
    ) -> Result<(), A::Error>;

    /// Appends their columns.
    ///
    /// # Errors
    ///
    /// If one has none.
    #[cfg(feature = "arrow")]
    fn columns(
        attributes: &[WireAttribute],
        columns: &mut Columns,
        to: &mut Vec<Field>,
    ) -> Result<(), NoColumn>;
}

impl<B> BaseFields for WireBase<B, false> {
    const LAYERS: usize = 0;

    unsafe fn write<S: SerializeStruct>(
        _: &[WireAttribute],
        _: &[*const u8],
        _: &mut S,
    ) -> Result<(), S::Error> {
        Ok(())
    }
    unsafe fn read<'de, A: MapAccess<'de>>(
        _: usize,
        _: usize,
        _: &mut A,
        _: *mut u8,
    ) -> Result<(), A::Error> {
        Err(A::Error::custom("there is no such field"))
    }
    #[cfg(feature = "arrow")]
    fn columns(_: &[WireAttribute], _: &mut Columns, _: &mut Vec<Field>) -> Result<(), NoColumn> {
        Ok(())
    }
}

impl<B: WireClass> BaseFields for WireBase<B, true> {
    const LAYERS: usize = B::Base::LAYERS + 1;

    unsafe fn write<S: SerializeStruct>(
        attributes: &[WireAttribute],
        layers: &[*const u8],
        to: &mut S,
    ) -> Result<(), S::Error> {
        // SAFETY: the caller's promise.
        unsafe { write_layers::<B, S>(attributes, layers, to) }
    }
    unsafe fn read<'de, A: MapAccess<'de>>(
        layer: usize,
        field: usize,
        map: &mut A,
        slot: *mut u8,
    ) -> Result<(), A::Error> {
        // SAFETY: the caller's promise.
        unsafe { read_field::<B, A>(layer, field, map, slot) }
    }
    #[cfg(feature = "arrow")]
    fn columns(
        attributes: &[WireAttribute],
        columns: &mut Columns,
        to: &mut Vec<Field>,
    ) -> Result<(), NoColumn> {
        append_columns::<B>(attributes, columns, to)
    }
}

/// The columns of all layers of a class.
#[cfg(feature = "arrow")]
pub(super) fn append_columns<T: WireClass>(
    attributes: &[WireAttribute],
    columns: &mut Columns,
    to: &mut Vec<Field>,
) -> Result<(), NoColumn> {
    let own = attributes.partition_point(|attribute| attribute.layer < T::Base::LAYERS);
    let (of_base, of_own) = attributes.split_at(own);
    T::Base::columns(of_base, columns, to)?;
    T::Fields::columns(of_own, columns, to)
}

/// # Safety
///
/// As for [`BaseFields::write`].
pub(super) unsafe fn write_layers<T: WireClass, S: SerializeStruct>(
    attributes: &[WireAttribute],
    layers: &[*const u8],
    to: &mut S,
) -> Result<(), S::Error> {
    let Some((own, base)) = layers.split_last() else { return Ok(()) };
    if T::Base::LAYERS == 0 {
        // SAFETY: the caller's promise; the derive pairs the list of fields with the table.
        return unsafe { T::Fields::write(attributes, *own, to) };
    }
    let own_fields = attributes.partition_point(|attribute| attribute.layer < base.len());
    let (of_base, of_own) = attributes.split_at(own_fields);
    // SAFETY: as above.
    unsafe {
        T::Base::write(of_base, base, to)?;
        T::Fields::write(of_own, *own, to)
    }
}

/// # Safety
///
/// As for [`BaseFields::read`].
#[inline]
pub(in super::super) unsafe fn read_field<'de, T: WireClass, A: MapAccess<'de>>(
    layer: usize,
    field: usize,
    map: &mut A,
    slot: *mut u8,
) -> Result<(), A::Error> {
    // SAFETY: the caller's promise.
    unsafe {
        if layer == T::Base::LAYERS {
            T::Fields::read(field, map, slot)
        } else {
            T::Base::read(layer, field, map, slot)
        }
    }
}

/// Where the fields of a value are.
pub trait Place: Copy {
    /// A field.
    ///
    /// # Safety
    ///
    /// The field is one of the value's class.
    unsafe fn field(self, field: &WireAttribute) -> *const u8;
}

/// The value itself.
impl Place for *const u8 {
    #[inline]
    unsafe fn field(self, field: &WireAttribute) -> *const u8 {
        // SAFETY: the caller's promise.
        unsafe { field.attribute.of(self) }
    }
}

/// The fields of one class: pairs of the first and the others, ending with `()`.
pub trait Fields {
    /// Writes those that are not left out.
    ///
    /// # Errors
    ///
    /// Those of the format.
    ///
    /// # Safety
    ///
    /// `value` is a value of the class whose fields these are.
    unsafe fn write<P: Place, S: SerializeStruct>(
        attributes: &[WireAttribute],
        value: P,
        to: &mut S,
    ) -> Result<(), S::Error>;

    /// Reads the value of the field at an index.
    ///
    /// # Errors
    ///
    /// Those of the format.
    ///
    /// # Safety
    ///
    /// `slot` is room for the field's value.
    unsafe fn read<'de, A: MapAccess<'de>>(
        field: usize,
        map: &mut A,
        slot: *mut u8,
    ) -> Result<(), A::Error>;

    /// Appends their columns.
    ///
    /// # Errors
    ///
    /// If one has none.
    #[cfg(feature = "arrow")]
    fn columns(
        attributes: &[WireAttribute],
        columns: &mut Columns,
        to: &mut Vec<Field>,
    ) -> Result<(), NoColumn>;
}

impl Fields for () {
    #[inline]
    unsafe fn write<P: Place, S: SerializeStruct>(
        _: &[WireAttribute],
        _: P,
        _: &mut S,
    ) -> Result<(), S::Error> {
        Ok(())
    }
    #[inline]
    unsafe fn read<'de, A: MapAccess<'de>>(
        _: usize,
        _: &mut A,
        _: *mut u8,
    ) -> Result<(), A::Error> {
        Err(A::Error::custom("there is no such field"))
    }
    #[cfg(feature = "arrow")]
    fn columns(_: &[WireAttribute], _: &mut Columns, _: &mut Vec<Field>) -> Result<(), NoColumn> {
        Ok(())
    }
}

impl<First: HasWire, Others: Fields> Fields for (First, Others) {
    #[inline]
    unsafe fn write<P: Place, S: SerializeStruct>(
        attributes: &[WireAttribute],
        value: P,
        to: &mut S,
    ) -> Result<(), S::Error> {
        let Some((first, others)) = attributes.split_first() else { return Ok(()) };
        // SAFETY: the caller's promise.
        unsafe {
            if let Some(name) = first.name {
                let field = value.field(first);
                if first.is_omitted(field) {
                    to.skip_field(name)?;
                } else {
                    let field = &*field.cast::<First::Value>();
                    to.serialize_field(name, &AsField::<First>(field))?;
                }
            }
            Others::write(others, value, to)
        }
    }
    #[inline]
    unsafe fn read<'de, A: MapAccess<'de>>(
        field: usize,
        map: &mut A,
        slot: *mut u8,
    ) -> Result<(), A::Error> {
        match field.checked_sub(1) {
            // SAFETY: the caller's promise.
            None => map.next_value_seed(unsafe { IntoSlot::<First>::new(slot) }),
            // SAFETY: as above.
            Some(field) => unsafe { Others::read(field, map, slot) },
        }
    }
    #[cfg(feature = "arrow")]
    fn columns(
        attributes: &[WireAttribute],
        columns: &mut Columns,
        to: &mut Vec<Field>,
    ) -> Result<(), NoColumn> {
        let Some((first, others)) = attributes.split_first() else { return Ok(()) };
        if let Some(name) = first.name {
            let column = First::column(columns).map_err(|error| error.inside(name))?;
            to.push(column.into_field(name));
        }
        Others::columns(others, columns, to)
    }
}

struct AsField<'a, F: HasWire>(&'a F::Value);

impl<F: HasWire> Serialize for AsField<'_, F> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        F::write(self.0, serializer)
    }
}
