//! Reads the variants of an enum.

use std::fmt;
use std::marker::PhantomData;
use std::mem::MaybeUninit;

use serde::Deserializer;
use serde::de::value::MapAccessDeserializer;
use serde::de::{
    DeserializeSeed, EnumAccess, Error as _, IgnoredAny, MapAccess, VariantAccess, Visitor,
};

use super::WireUnion;
use super::content::{ContentSeed, alone, of_fields};
use crate::wire::class::{ClassVisitor, WireClass};
use crate::wire::depth::{Level, TOO_DEEP};
use crate::wire::variants::buffer::{Buffer, Rest};
use crate::wire::variants::{Style, Tagging, UnionTable, VariantRow, slots};

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
