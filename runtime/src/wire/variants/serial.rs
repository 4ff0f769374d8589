//! serde's side of enums with data.

use std::fmt;
use std::marker::PhantomData;
use std::mem::MaybeUninit;

use serde::de::value::MapAccessDeserializer;
use serde::de::{
    DeserializeSeed, EnumAccess, Error as _, IgnoredAny, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};
use serde::ser::{Error as _, SerializeStruct, SerializeTuple};
use serde::{Deserializer, Serialize, Serializer};

use super::buffer::{Buffer, Rest};
use super::tagged::Tagged;
use super::{Part, Style, Tagging, Union, UnionTable, VariantRow, slots};
use crate::wire::attribute::WireAttribute;
use crate::wire::class::{ClassVisitor, Fields, Place, WireClass, read, read_field};
use crate::wire::depth::{Level, TOO_DEEP};
use crate::wire::values::Values;
use crate::wire::version::VERSION;

/// Such an enum with one of the options `json`, `msgpack`, `toml` and `yaml`.
pub trait WireUnion: Union {
    /// Writes the variant at an index by [`write_variant`].
    ///
    /// # Errors
    ///
    /// Those of the format.
    fn write_variant<S: Serializer>(
        index: usize,
        parts: &[Part],
        serializer: S,
    ) -> Result<S::Ok, S::Error>;

    /// Makes the variant at an index of the value of its class.
    ///
    /// # Errors
    ///
    /// Those of the format.
    fn read_variant<'de, R: ReadVariant<'de>>(index: usize, from: R) -> Result<Self, R::Error>;
}

/// The methods of the enum `E`.
pub struct UnionOf<E>(PhantomData<E>);

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

/// A list or an object is a level; the value of a newtype has its own.
fn own_level(style: Style) -> Result<Option<Level>, ()> {
    match style {
        Style::Unit | Style::Newtype => Ok(None),
        Style::Tuple | Style::Struct => Level::enter().map(Some).ok_or(()),
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

/// Where the value of a variant's class comes from.
pub trait ReadVariant<'de> {
    /// That of the format.
    type Error: serde::de::Error;

    /// Reads the value.
    ///
    /// # Errors
    ///
    /// Those of the format.
    fn read<C: WireClass>(self) -> Result<C, Self::Error>;
}

/// Makes a value of its fields.
fn of_fields<C: WireClass, E: serde::de::Error>(
    fill: impl FnOnce(&mut Values<'_>) -> Result<(), E>,
) -> Result<C, E> {
    let mut slot = MaybeUninit::<C>::uninit();
    let slots = slots(slot.as_mut_ptr().cast());
    // SAFETY: the slots are room for the layers of the class.
    let mut values = unsafe { Values::new(C::table(), &slots) };
    fill(&mut values)?;
    values.complete().map_err(E::custom)?;
    // SAFETY: every field has its value.
    Ok(unsafe { slot.assume_init() })
}

/// Reads the value of the field at an index, the next of what `map` has.
fn read_part<'de, C: WireClass, A: MapAccess<'de>>(
    index: usize,
    map: &mut A,
    values: &mut Values<'_>,
) -> Result<(), A::Error> {
    let WireAttribute { layer, field, .. } = C::table().wire_attributes()[index];
    // SAFETY: the slot is room for the field's value.
    unsafe { read_field::<C, A>(layer, field, map, values.slot(index))? };
    values.accept(index);
    Ok(())
}

/// The content of a variant of a row.
struct ContentSeed<C> {
    row: &'static VariantRow,
    class: PhantomData<C>,
}

impl<'de, C: WireClass> DeserializeSeed<'de> for ContentSeed<C> {
    type Value = C;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<C, D::Error> {
        match self.row.style() {
            Style::Unit => {
                <() as serde::Deserialize>::deserialize(deserializer)?;
                of_fields(|_| Ok(()))
            }
            Style::Newtype => alone(self.row, deserializer),
            Style::Tuple => {
                let Ok(_level) = own_level(Style::Tuple) else {
                    return Err(D::Error::custom(TOO_DEEP));
                };
                deserializer.deserialize_tuple(self.row.fields().count(), TupleVisitor(self))
            }
            Style::Struct => {
                let mut slot = MaybeUninit::<C>::uninit();
                // SAFETY: the slots are room for the layers, and have their values on success.
                unsafe {
                    read::<C, D>(&slots(slot.as_mut_ptr().cast()), deserializer)?;
                    Ok(slot.assume_init())
                }
            }
        }
    }
}

/// The value of the one field.
fn alone<'de, C: WireClass, D: Deserializer<'de>>(
    row: &VariantRow,
    deserializer: D,
) -> Result<C, D::Error> {
    of_fields(|values| {
        let mut one = One(Some(deserializer));
        row.fields().try_for_each(|(index, _)| read_part::<C, _>(index, &mut one, values))
    })
}

struct TupleVisitor<C>(ContentSeed<C>);

impl<'de, C: WireClass> Visitor<'de> for TupleVisitor<C> {
    type Value = C;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list of {} items", self.0.row.fields().count())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<C, A::Error> {
        of_fields(|values| {
            let mut list = List { list, read: 0 };
            let fields = self.0.row.fields();
            for (index, _) in fields {
                read_part::<C, _>(index, &mut list, values)?;
            }
            if list.list.next_element::<IgnoredAny>()?.is_some() {
                return Err(A::Error::invalid_length(list.read + 1, &self));
            }
            Ok(())
        })
    }
}

/// One value as that of the next key.
struct One<D>(Option<D>);

impl<'de, D: Deserializer<'de>> MapAccess<'de> for One<D> {
    type Error = D::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        _: K,
    ) -> Result<Option<K::Value>, D::Error> {
        Ok(None)
    }
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, D::Error> {
        match self.0.take() {
            Some(deserializer) => seed.deserialize(deserializer),
            None => Err(D::Error::custom("there is one value only")),
        }
    }
}

/// The items of a list as the values of keys.
struct List<A> {
    list: A,
    read: usize,
}

impl<'de, A: SeqAccess<'de>> MapAccess<'de> for List<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        _: K,
    ) -> Result<Option<K::Value>, A::Error> {
        Ok(None)
    }
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        let value = self.list.next_element_seed(seed)?;
        let read = self.read;
        self.read += 1;
        value.ok_or_else(|| A::Error::invalid_length(read, &"more items"))
    }
}

/// `Deserialize` of an enum.
///
/// # Errors
///
/// The first thing that is wrong.
pub fn read_union<'de, E: WireUnion, D: Deserializer<'de>>(deserializer: D) -> Result<E, D::Error> {
    let Some(_level) = Level::enter() else { return Err(D::Error::custom(TOO_DEEP)) };
    let union = E::union_table();
    let is_readable = deserializer.is_human_readable();
    let visitor = UnionVisitor { union, is_readable, value: PhantomData };
    match union.tagging {
        Tagging::External => {
            deserializer.deserialize_enum((union.base)().name, union.names, visitor)
        }
        Tagging::Internal(_) | Tagging::Adjacent { .. } => deserializer.deserialize_map(visitor),
    }
}

struct UnionVisitor<E> {
    union: &'static UnionTable,
    is_readable: bool,
    value: PhantomData<E>,
}

impl<'de, E: WireUnion> Visitor<'de> for UnionVisitor<E> {
    type Value = E;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a variant of {}", (self.union.base)().name)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<E, A::Error> {
        let (index, access) = data.variant_seed(NameSeed(self.union))?;
        E::read_variant(index, External { row: &self.union.variants[index], access })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<E, A::Error> {
        match self.union.tagging {
            Tagging::Internal(tag) => self.internal(map, tag),
            Tagging::Adjacent { tag, content } => self.adjacent(map, [tag, content]),
            Tagging::External => Err(A::Error::custom("the variant is not told by a tag")),
        }
    }
}

impl<E: WireUnion> UnionVisitor<E> {
    /// Until the tag comes, what comes is kept.
    fn internal<'de, A: MapAccess<'de>>(
        self,
        mut map: A,
        tag: &'static str,
    ) -> Result<E, A::Error> {
        let mut before = Vec::new();
        loop {
            match map.next_key_seed(KeySeed(&[tag]))? {
                None => return Err(A::Error::missing_field(tag)),
                Some(Key::Known(_)) => break,
                Some(Key::Other(key)) => before.push((key, map.next_value()?)),
            }
        }
        let index = map.next_value_seed(NameSeed(self.union))?;
        let rest = Rest::new(before, map, self.is_readable);
        E::read_variant(index, Internal { row: &self.union.variants[index], tag, rest })
    }

    fn adjacent<'de, A: MapAccess<'de>>(
        self,
        mut map: A,
        keys: [&'static str; 2],
    ) -> Result<E, A::Error> {
        let (mut index, mut kept, mut value) = (None, None, None);
        while let Some(key) = map.next_key_seed(KeySeed(&keys))? {
            match key {
                Key::Known(0) if index.is_none() => {
                    index = Some(map.next_value_seed(NameSeed(self.union))?);
                }
                Key::Known(1) if kept.is_none() && value.is_none() => match index {
                    Some(index) => {
                        let row = &self.union.variants[index];
                        value = Some(E::read_variant(index, Value { row, map: &mut map })?);
                    }
                    None => kept = Some(map.next_value::<Buffer>()?),
                },
                Key::Known(index) => {
                    let key = keys.get(index).copied().unwrap_or_default();
                    return Err(A::Error::duplicate_field(key));
                }
                Key::Other(_) if self.union.deny_unknown_fields => {
                    return Err(A::Error::custom("unknown field"));
                }
                Key::Other(_) => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        if let Some(value) = value {
            return Ok(value);
        }
        let index = index.ok_or_else(|| A::Error::missing_field(keys[0]))?;
        let row = &self.union.variants[index];
        match kept {
            Some(content) => {
                let deserializer = content.into_deserializer::<A::Error>(self.is_readable);
                E::read_variant(index, Whole { row, deserializer })
            }
            // A unit, or a newtype of an `Option`.
            None if matches!(row.style(), Style::Unit | Style::Newtype)
                && row.fields().all(|(_, wire)| wire.has_absent()) =>
            {
                E::read_variant(index, Nothing::<A::Error>(PhantomData))
            }
            None => Err(A::Error::missing_field(keys[1])),
        }
    }
}

/// What an externally tagged variant has.
struct External<A> {
    row: &'static VariantRow,
    access: A,
}

impl<'de, A: VariantAccess<'de>> ReadVariant<'de> for External<A> {
    type Error = A::Error;

    fn read<C: WireClass>(self) -> Result<C, A::Error> {
        if self.row.style() == Style::Unit {
            self.access.unit_variant()?;
            return of_fields(|_| Ok(()));
        }
        self.access.newtype_variant_seed(ContentSeed { row: self.row, class: PhantomData })
    }
}

/// What is beside an internal tag.
struct Internal<A> {
    row: &'static VariantRow,
    tag: &'static str,
    rest: Rest<A>,
}

impl<'de, A: MapAccess<'de>> ReadVariant<'de> for Internal<A> {
    type Error = A::Error;

    fn read<C: WireClass>(self) -> Result<C, A::Error> {
        if self.row.style() == Style::Newtype {
            return alone(self.row, MapAccessDeserializer::new(self.rest));
        }
        let mut slot = MaybeUninit::<C>::uninit();
        let slots = slots(slot.as_mut_ptr().cast());
        let visitor = ClassVisitor::<C> { slots: &slots, tag: Some(self.tag), class: PhantomData };
        visitor.visit_map(self.rest)?;
        // SAFETY: the slots were room for the layers, and have their values now.
        Ok(unsafe { slot.assume_init() })
    }
}

/// The value of the key of the content.
struct Value<'a, A> {
    row: &'static VariantRow,
    map: &'a mut A,
}

impl<'de, A: MapAccess<'de>> ReadVariant<'de> for Value<'_, A> {
    type Error = A::Error;

    fn read<C: WireClass>(self) -> Result<C, A::Error> {
        self.map.next_value_seed(ContentSeed { row: self.row, class: PhantomData })
    }
}

/// The content that was kept.
struct Whole<D> {
    row: &'static VariantRow,
    deserializer: D,
}

impl<'de, D: Deserializer<'de>> ReadVariant<'de> for Whole<D> {
    type Error = D::Error;

    fn read<C: WireClass>(self) -> Result<C, D::Error> {
        ContentSeed { row: self.row, class: PhantomData }.deserialize(self.deserializer)
    }
}

/// No content.
struct Nothing<E>(PhantomData<E>);

impl<E: serde::de::Error> ReadVariant<'_> for Nothing<E> {
    type Error = E;

    fn read<C: WireClass>(self) -> Result<C, E> {
        of_fields(|_| Ok(()))
    }
}

/// The name of a variant; its index.
struct NameSeed(&'static UnionTable);

impl<'de> DeserializeSeed<'de> for NameSeed {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for NameSeed {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a variant")
    }
    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<usize, E> {
        let index = self.0.position(name).filter(|index| self.0.variant(*index).is_some());
        index.ok_or_else(|| E::unknown_variant(name, self.0.names))
    }
}

enum Key {
    Known(usize),
    Other(Buffer),
}

/// A key, of which some are looked for.
struct KeySeed<'a>(&'a [&'static str]);

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }
    fn visit_str<E>(self, key: &str) -> Result<Key, E> {
        let known = self.0.iter().position(|known| *known == key);
        Ok(known.map_or_else(|| Key::Other(Buffer::Text(key.to_owned())), Key::Known))
    }
}
