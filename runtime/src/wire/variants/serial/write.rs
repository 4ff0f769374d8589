//! Writes the variants of an enum.

use std::marker::PhantomData;

use serde::ser::{Error as _, SerializeStruct, SerializeTuple};
use serde::{Serialize, Serializer};

use super::{WireUnion, own_level};
use crate::wire::attribute::WireAttribute;
use crate::wire::class::{Fields, Place, WireClass};
use crate::wire::depth::{Level, TOO_DEEP};
use crate::wire::variants::tagged::Tagged;
use crate::wire::variants::{Part, Style, Tagging, Union, VariantRow};
use crate::wire::version::VERSION;

impl Place for &[Part] {
    #[inline]
    unsafe fn field(self, field: &WireAttribute) -> *const u8 {
        // The derive pairs the parts with the fields.
        self[field.field].0
    }
}

/// What a variant has, without its tag.
struct Content<'a, C> {
    row: &'static VariantRow,
    parts: &'a [Part],
    class: PhantomData<C>,
}

impl<C: WireClass> Content<'_, C> {
    fn write<S: SerializeStruct>(&self, to: &mut S) -> Result<(), S::Error> {
        // SAFETY: the derive pairs the parts with the fields of the class.
        unsafe { C::Fields::write(C::table().wire_attributes(), self.parts, to) }
    }

    /// How many fields are written.
    fn len(&self) -> usize {
        let written = self.row.fields().filter(|(_, wire)| {
            // SAFETY: as above.
            !unsafe { wire.is_omitted(self.parts.field(wire)) }
        });
        written.count() + usize::from(C::table().tells_version())
    }
}

impl<C: WireClass> Serialize for Content<'_, C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let style = self.row.style();
        let Ok(_level) = own_level(style) else { return Err(S::Error::custom(TOO_DEEP)) };
        match style {
            Style::Unit => serializer.serialize_unit(),
            Style::Newtype => {
                let mut to = Alone { serializer: Some(serializer), written: None };
                self.write(&mut to)?;
                to.end()
            }
            Style::Tuple => {
                let mut to = Items(serializer.serialize_tuple(self.row.fields().count())?);
                self.write(&mut to)?;
                to.end()
            }
            Style::Struct => {
                let mut to = serializer.serialize_struct(C::table().name, self.len())?;
                if C::table().tells_version() {
                    to.serialize_field(VERSION, &C::table().present_version())?;
                }
                self.write(&mut to)?;
                to.end()
            }
        }
    }
}

/// Writes the variant at an index, of the class `C`.
///
/// # Errors
///
/// Those of the format, and if values are nested too deep.
pub fn write_variant<E: Union, C: WireClass, S: Serializer>(
    index: usize,
    parts: &[Part],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let Some(_level) = Level::enter() else { return Err(S::Error::custom(TOO_DEEP)) };
    let union = E::union_table();
    let name = (union.base)().name;
    let Some((variant, row)) = union.variant(index) else {
        return Err(S::Error::custom("there is no such variant"));
    };
    let content = Content::<C> { row, parts, class: PhantomData };
    let is_unit = row.style() == Style::Unit;
    match union.tagging {
        Tagging::External => {
            let position = u32::try_from(index).unwrap_or(u32::MAX);
            if is_unit {
                serializer.serialize_unit_variant(name, position, variant)
            } else {
                serializer.serialize_newtype_variant(name, position, variant, &content)
            }
        }
        Tagging::Internal(tag) => match row.style() {
            Style::Newtype => content.serialize(Tagged { tag, variant, serializer }),
            Style::Unit | Style::Struct => {
                let mut to = serializer.serialize_struct(name, content.len() + 1)?;
                to.serialize_field(tag, variant)?;
                if C::table().tells_version() {
                    to.serialize_field(VERSION, &C::table().present_version())?;
                }
                content.write(&mut to)?;
                to.end()
            }
            Style::Tuple => Err(S::Error::custom("a list has no place for a tag")),
        },
        Tagging::Adjacent { tag, content: key } => {
            let mut to = serializer.serialize_struct(name, 2 - usize::from(is_unit))?;
            to.serialize_field(tag, variant)?;
            if !is_unit {
                to.serialize_field(key, &content)?;
            }
            to.end()
        }
    }
}

/// `Serialize` of an enum.
///
/// # Errors
///
/// As for [`write_variant`].
pub fn write_union<E: WireUnion, S: Serializer>(
    value: &E,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    value.with_parts(|index, parts| E::write_variant(index, parts, serializer))
}

/// Fields as the items of a list.
struct Items<T>(T);

impl<T: SerializeTuple> SerializeStruct for Items<T> {
    type Ok = T::Ok;
    type Error = T::Error;

    fn serialize_field<V: Serialize + ?Sized>(
        &mut self,
        _: &'static str,
        value: &V,
    ) -> Result<(), T::Error> {
        self.0.serialize_element(value)
    }
    fn end(self) -> Result<T::Ok, T::Error> {
        self.0.end()
    }
}

/// The one field as the whole.
struct Alone<S: Serializer> {
    serializer: Option<S>,
    written: Option<S::Ok>,
}

impl<S: Serializer> SerializeStruct for Alone<S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_field<V: Serialize + ?Sized>(
        &mut self,
        _: &'static str,
        value: &V,
    ) -> Result<(), S::Error> {
        if let Some(serializer) = self.serializer.take() {
            self.written = Some(value.serialize(serializer)?);
        }
        Ok(())
    }
    fn end(self) -> Result<S::Ok, S::Error> {
        self.written.ok_or_else(|| S::Error::custom("the variant has no field"))
    }
}
