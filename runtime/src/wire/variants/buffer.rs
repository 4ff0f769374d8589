//! Content that comes before the tag which says what it is: kept as it came.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{
    DeserializeSeed, Error as _, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde::{Deserialize, Deserializer};

use crate::wire::depth::{Level, TOO_DEEP};
use crate::wire::extension::Extension;

/// What formats have.
pub(super) enum Buffer {
    Unit,
    Bool(bool),
    Signed(i64),
    Unsigned(u64),
    Wide(i128),
    Widest(u128),
    Float(f64),
    Text(String),
    Bytes(Vec<u8>),
    List(Vec<Buffer>),
    Map(Vec<(Buffer, Buffer)>),
}

impl<'de> Deserialize<'de> for Buffer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Keep)
    }
}

struct Keep;

macro_rules! keep {
    ($($visit:ident($type:ty) $kept:ident)*) => { $(
        fn $visit<E>(self, value: $type) -> Result<Buffer, E> {
            Ok(Buffer::$kept(value.into()))
        }
    )* };
}

impl<'de> Visitor<'de> for Keep {
    type Value = Buffer;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    keep! {
        visit_bool(bool) Bool
        visit_i64(i64) Signed
        visit_u64(u64) Unsigned
        visit_i128(i128) Wide
        visit_u128(u128) Widest
        visit_f64(f64) Float
        visit_str(&str) Text
        visit_string(String) Text
        visit_bytes(&[u8]) Bytes
        visit_byte_buf(Vec<u8>) Bytes
    }

    fn visit_unit<E>(self) -> Result<Buffer, E> {
        Ok(Buffer::Unit)
    }
    fn visit_none<E>(self) -> Result<Buffer, E> {
        Ok(Buffer::Unit)
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Buffer, D::Error> {
        deserializer.deserialize_any(self)
    }
    /// An extension type of `MessagePack`.
    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Buffer, D::Error> {
        Ok(match Extension::deserialize(deserializer)? {
            Extension::Text(text) => Buffer::Text(text),
            Extension::Unknown(kind, bytes) => {
                Buffer::List(vec![Buffer::Signed(kind.into()), Buffer::Bytes(bytes)])
            }
        })
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Buffer, A::Error> {
        let _level = Level::enter().ok_or_else(|| A::Error::custom(TOO_DEEP))?;
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Buffer::List(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Buffer, A::Error> {
        let _level = Level::enter().ok_or_else(|| A::Error::custom(TOO_DEEP))?;
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Buffer::Map(entries))
    }
}

impl Buffer {
    /// Reads it as the format would have been read.
    pub(super) fn into_deserializer<E>(self, is_readable: bool) -> Kept<E> {
        Kept { value: self, is_readable, error: PhantomData }
    }
}

/// What was kept, to be read.
pub(super) struct Kept<E> {
    value: Buffer,
    is_readable: bool,
    error: PhantomData<E>,
}

impl<E: serde::de::Error> IntoDeserializer<'_, E> for Kept<E> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de, E: serde::de::Error> Deserializer<'de> for Kept<E> {
    type Error = E;

    fn is_human_readable(&self) -> bool {
        self.is_readable
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        let is_readable = self.is_readable;
        let kept = |value: Buffer| value.into_deserializer(is_readable);
        match self.value {
            Buffer::Unit => visitor.visit_unit(),
            Buffer::Bool(value) => visitor.visit_bool(value),
            Buffer::Signed(value) => visitor.visit_i64(value),
            Buffer::Unsigned(value) => visitor.visit_u64(value),
            Buffer::Wide(value) => visitor.visit_i128(value),
            Buffer::Widest(value) => visitor.visit_u128(value),
            Buffer::Float(value) => visitor.visit_f64(value),
            Buffer::Text(value) => visitor.visit_string(value),
            Buffer::Bytes(value) => visitor.visit_byte_buf(value),
            Buffer::List(items) => {
                let mut items = SeqDeserializer::new(items.into_iter().map(kept));
                let value = visitor.visit_seq(&mut items)?;
                items.end()?;
                Ok(value)
            }
            Buffer::Map(entries) => {
                let entries = entries.into_iter().map(|(key, value)| (kept(key), kept(value)));
                let mut entries = MapDeserializer::new(entries);
                let value = visitor.visit_map(&mut entries)?;
                entries.end()?;
                Ok(value)
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.value {
            Buffer::Unit => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, E> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        match self.value {
            Buffer::Text(name) => visitor.visit_enum(name.into_deserializer()),
            Buffer::Map(entries) if entries.len() == 1 => {
                let kept = |value: Buffer| value.into_deserializer(self.is_readable);
                let entries = entries.into_iter().map(|(key, value)| (kept(key), kept(value)));
                let entries = MapDeserializer::new(entries);
                visitor.visit_enum(serde::de::value::MapAccessDeserializer::new(entries))
            }
            _ => Err(E::invalid_type(Unexpected::Other("no variant"), &visitor)),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// Entries that were kept, and then those that are still to come.
pub(super) struct Rest<A> {
    kept: std::vec::IntoIter<(Buffer, Buffer)>,
    value: Option<Buffer>,
    map: A,
    is_readable: bool,
}

impl<A> Rest<A> {
    pub(super) fn new(kept: Vec<(Buffer, Buffer)>, map: A, is_readable: bool) -> Self {
        Self { kept: kept.into_iter(), value: None, map, is_readable }
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Rest<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        match self.kept.next() {
            Some((key, value)) => {
                self.value = Some(value);
                seed.deserialize(key.into_deserializer(self.is_readable)).map(Some)
            }
            None => self.map.next_key_seed(seed),
        }
    }
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.value.take() {
            Some(value) => seed.deserialize(value.into_deserializer(self.is_readable)),
            None => self.map.next_value_seed(seed),
        }
    }
}
