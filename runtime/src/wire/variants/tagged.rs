//! An object that has its variant's tag among its own keys.

use serde::ser::{Error as _, Impossible, SerializeMap, SerializeStruct};
use serde::{Serialize, Serializer};

/// Writes a value as an object with the tag; what is no object cannot be written.
pub(super) struct Tagged<S> {
    pub(super) tag: &'static str,
    pub(super) variant: &'static str,
    pub(super) serializer: S,
}

impl<S: Serializer> Tagged<S> {
    fn refuse<T>(&self, what: &str) -> Result<T, S::Error> {
        let Self { tag, variant, .. } = self;
        Err(S::Error::custom(format_args!(
            "the variant '{variant}' holds {what}, and only an object has a place for its tag '{tag}'"
        )))
    }

    /// The tag alone.
    fn alone(self) -> Result<S::Ok, S::Error> {
        let mut map = self.serializer.serialize_map(Some(1))?;
        map.serialize_entry(self.tag, self.variant)?;
        map.end()
    }

    fn entry<V: Serialize + ?Sized>(self, key: &'static str, value: &V) -> Result<S::Ok, S::Error> {
        let mut map = self.serializer.serialize_map(Some(2))?;
        map.serialize_entry(self.tag, self.variant)?;
        map.serialize_entry(key, value)?;
        map.end()
    }
}

macro_rules! refuse {
    ($($method:ident($($type:ty),*) $what:literal;)*) => { $(
        fn $method(self, $(_: $type),*) -> Result<S::Ok, S::Error> {
            self.refuse($what)
        }
    )* };
}

macro_rules! refuse_list {
    ($($method:ident($($type:ty),*) -> $associated:ident;)*) => { $(
        fn $method(self, $(_: $type),*) -> Result<Self::$associated, S::Error> {
            self.refuse("a list")
        }
    )* };
}

impl<S: Serializer> Serializer for Tagged<S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Impossible<S::Ok, S::Error>;
    type SerializeTuple = Impossible<S::Ok, S::Error>;
    type SerializeTupleStruct = Impossible<S::Ok, S::Error>;
    type SerializeTupleVariant = Impossible<S::Ok, S::Error>;
    type SerializeMap = S::SerializeMap;
    type SerializeStruct = S::SerializeStruct;
    type SerializeStructVariant = Impossible<S::Ok, S::Error>;

    refuse! {
        serialize_bool(bool) "a bool";
        serialize_i8(i8) "an integer";
        serialize_i16(i16) "an integer";
        serialize_i32(i32) "an integer";
        serialize_i64(i64) "an integer";
        serialize_i128(i128) "an integer";
        serialize_u8(u8) "an integer";
        serialize_u16(u16) "an integer";
        serialize_u32(u32) "an integer";
        serialize_u64(u64) "an integer";
        serialize_u128(u128) "an integer";
        serialize_f32(f32) "a float";
        serialize_f64(f64) "a float";
        serialize_char(char) "a text";
        serialize_str(&str) "a text";
        serialize_bytes(&[u8]) "bytes";
        serialize_none() "an optional value";
    }

    refuse_list! {
        serialize_seq(Option<usize>) -> SerializeSeq;
        serialize_tuple(usize) -> SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> SerializeTupleVariant;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> SerializeStructVariant;
    }

    fn serialize_some<V: Serialize + ?Sized>(self, _: &V) -> Result<S::Ok, S::Error> {
        self.refuse("an optional value")
    }
    fn serialize_unit(self) -> Result<S::Ok, S::Error> {
        self.alone()
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<S::Ok, S::Error> {
        self.alone()
    }
    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<S::Ok, S::Error> {
        self.entry(variant, &())
    }
    fn serialize_newtype_struct<V: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &V,
    ) -> Result<S::Ok, S::Error> {
        value.serialize(self)
    }
    fn serialize_newtype_variant<V: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &V,
    ) -> Result<S::Ok, S::Error> {
        self.entry(variant, value)
    }
    fn serialize_map(self, len: Option<usize>) -> Result<S::SerializeMap, S::Error> {
        let mut map = self.serializer.serialize_map(len.map(|len| len + 1))?;
        map.serialize_entry(self.tag, self.variant)?;
        Ok(map)
    }
    fn serialize_struct(
        self,
        name: &'static str,
        len: usize,
    ) -> Result<S::SerializeStruct, S::Error> {
        let mut to = self.serializer.serialize_struct(name, len + 1)?;
        to.serialize_field(self.tag, self.variant)?;
        Ok(to)
    }
    fn is_human_readable(&self) -> bool {
        self.serializer.is_human_readable()
    }
}
