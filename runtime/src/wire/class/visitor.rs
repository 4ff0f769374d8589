//! Reading the fields of a class, in whichever order they come.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, Visitor};

use super::WireClass;
use super::fields::read_field;
use crate::data_class::ClassTable;
use crate::wire::attribute::WireAttribute;
use crate::wire::values::Values;
use crate::wire::version::{VERSION, Version};

/// Reads the values of the layers of an instance. Whoever makes one has room for them in the slots.
pub(in super::super) struct ClassVisitor<'a, T> {
    pub(in super::super) slots: &'a [*mut u8],
    /// The key of the tag, which has been read.
    pub(in super::super) tag: Option<&'static str>,
    pub(in super::super) class: PhantomData<T>,
}

impl<'de, T: WireClass> Visitor<'de> for ClassVisitor<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the fields of {}", T::table().name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let table = T::table();
        // SAFETY: the promise of `read`.
        let mut values = unsafe { Values::new(table, self.slots) };
        let attributes = values.attributes();
        let mut expected = 0;
        // Who tells none is of the first version.
        let mut is_now = table.wire_form().is_of_first_version;
        while let Some(key) = map.next_key_seed(KeySeed { attributes, expected, tag: self.tag })? {
            match key {
                Key::Field(index) => {
                    let WireAttribute { layer, field, attribute, .. } = &attributes[index];
                    if values.has(index) {
                        let name = attribute.name();
                        return Err(A::Error::custom(format_args!("duplicate field `{name}`")));
                    }
                    // SAFETY: the slot is room for the field's value.
                    unsafe { read_field::<T, A>(*layer, *field, &mut map, values.slot(index))? };
                    values.accept(index);
                    expected = index + 1;
                }
                Key::Tag => return Err(A::Error::custom("duplicate field of the tag")),
                Key::Version => {
                    check_version(table, &mut map)?;
                    is_now = true;
                }
                Key::Unknown if table.wire.is_some_and(|wire| wire.deny_unknown_fields) => {
                    return Err(A::Error::custom("unknown field"));
                }
                Key::Unknown => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        if !is_now {
            return Err(A::Error::custom(OTHER_VERSION));
        }
        values.complete().map_err(A::Error::custom)
    }
}

/// What is read then by the other way.
const OTHER_VERSION: &str = "another version";

/// Anything but the present version is for the other way, which migrates.
fn check_version<'de, A: MapAccess<'de>>(
    table: &'static ClassTable,
    map: &mut A,
) -> Result<(), A::Error> {
    let is_now = match table.present_version() {
        Version::One(version) => map.next_value::<u32>()? == version,
        Version::Layers(versions) => map.next_value::<String>()? == versions,
    };
    if is_now { Ok(()) } else { Err(A::Error::custom(OTHER_VERSION)) }
}

enum Key {
    Field(usize),
    Tag,
    Version,
    Unknown,
}

/// Reads a key. Fields mostly come in their order.
struct KeySeed {
    attributes: &'static [WireAttribute],
    expected: usize,
    tag: Option<&'static str>,
}

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    #[inline]
    fn visit_str<E>(self, key: &str) -> Result<Key, E> {
        let is = |attribute: &WireAttribute| attribute.name == Some(key);
        if self.attributes.get(self.expected).is_some_and(is) {
            return Ok(Key::Field(self.expected));
        }
        Ok(match self.attributes.iter().position(is) {
            Some(index) => Key::Field(index),
            None if self.tag == Some(key) => Key::Tag,
            None if key == VERSION => Key::Version,
            None => Key::Unknown,
        })
    }

    fn visit_bytes<E: serde::de::Error>(self, key: &[u8]) -> Result<Key, E> {
        match std::str::from_utf8(key) {
            Ok(key) => self.visit_str(key),
            Err(_) => Ok(Key::Unknown),
        }
    }
}
