//! Python values as content of bytes: what serde makes of them, and what makes them.

use std::fmt::{self, Display};

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyDict, PyFloat, PyInt, PyList, PyString};
use serde::Deserialize;
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{
    Deserializer, EnumAccess, Error as _, IntoDeserializer, Unexpected, VariantAccess, Visitor,
};

use super::depth::{Level, TOO_DEEP};
use super::extension::Extension;
use crate::error::ConvertError;

/// What serde says of a value.
#[derive(Debug)]
pub(crate) struct ContentError(String);

impl Display for ContentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ContentError {}

impl serde::de::Error for ContentError {
    fn custom<T: Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

impl From<PyErr> for ContentError {
    fn from(error: PyErr) -> Self {
        Self(error.to_string())
    }
}

impl ContentError {
    /// The same as an error of `value`.
    pub(crate) fn of_value(self, value: &Bound<'_, PyAny>) -> ConvertError {
        ConvertError::raised(value, PyValueError::new_err(self.0))
    }
}

/// A Python value that serde reads. Types that only serde knows go through it.
#[derive(Clone, Copy)]
pub(crate) struct PyContent<'a, 'py>(pub(crate) &'a Bound<'py, PyAny>);

impl<'de> Deserializer<'de> for PyContent<'_, '_> {
    type Error = ContentError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ContentError> {
        let value = self.0;
        if value.is_none() {
            visitor.visit_unit()
        } else if let Ok(bool) = value.cast::<PyBool>() {
            visitor.visit_bool(bool.is_true())
        } else if value.is_instance_of::<PyInt>() {
            if let Ok(int) = value.extract::<i64>() {
                visitor.visit_i64(int)
            } else if let Ok(int) = value.extract::<u64>() {
                visitor.visit_u64(int)
            } else if let Ok(int) = value.extract::<i128>() {
                visitor.visit_i128(int)
            } else if let Ok(int) = value.extract::<u128>() {
                visitor.visit_u128(int)
            } else {
                Err(ContentError::invalid_value(Unexpected::Other("a huge integer"), &visitor))
            }
        } else if let Ok(float) = value.cast::<PyFloat>() {
            visitor.visit_f64(float.value())
        } else if let Ok(text) = value.cast::<PyString>() {
            visitor.visit_str(&text.to_cow()?)
        } else if let Ok(bytes) = value.cast::<PyBytes>() {
            visitor.visit_bytes(bytes.as_bytes())
        } else if let Ok(list) = value.cast::<PyList>() {
            let _level = Level::enter().ok_or_else(|| ContentError::custom(TOO_DEEP))?;
            let items: Vec<_> = list.iter().collect();
            visitor.visit_seq(SeqDeserializer::new(items.iter().map(PyContent)))
        } else if let Ok(dict) = value.cast::<PyDict>() {
            let _level = Level::enter().ok_or_else(|| ContentError::custom(TOO_DEEP))?;
            let entries: Vec<_> = dict.iter().collect();
            let entries = entries.iter().map(|(key, value)| (PyContent(key), PyContent(value)));
            visitor.visit_map(MapDeserializer::new(entries))
        } else {
            Err(ContentError::invalid_type(Unexpected::Other("an object"), &visitor))
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ContentError> {
        if self.0.is_none() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ContentError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ContentError> {
        if let Ok(text) = self.0.cast::<PyString>() {
            return visitor.visit_enum(text.to_cow()?.into_owned().into_deserializer());
        }
        match self.0.cast::<PyDict>().map(|dict| dict.iter().collect::<Vec<_>>()) {
            Ok(entries) if entries.len() == 1 => {
                let (variant, value) = (&entries[0].0, &entries[0].1);
                visitor.visit_enum(Variant { variant: PyContent(variant), value: PyContent(value) })
            }
            _ => Err(ContentError::invalid_type(Unexpected::Other("no variant"), &visitor)),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

impl IntoDeserializer<'_, ContentError> for PyContent<'_, '_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// `{variant: value}`
struct Variant<'a, 'py> {
    variant: PyContent<'a, 'py>,
    value: PyContent<'a, 'py>,
}

impl<'de, 'a, 'py> EnumAccess<'de> for Variant<'a, 'py> {
    type Error = ContentError;
    type Variant = PyContent<'a, 'py>;

    fn variant_seed<V: serde::de::DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Self::Variant), ContentError> {
        Ok((seed.deserialize(self.variant)?, self.value))
    }
}

impl<'de> VariantAccess<'de> for PyContent<'_, '_> {
    type Error = ContentError;

    fn unit_variant(self) -> Result<(), ContentError> {
        Deserialize::deserialize(self)
    }
    fn newtype_variant_seed<T: serde::de::DeserializeSeed<'de>>(
        self,
        seed: T,
    ) -> Result<T::Value, ContentError> {
        seed.deserialize(self)
    }
    fn tuple_variant<V: Visitor<'de>>(
        self,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, ContentError> {
        self.deserialize_any(visitor)
    }
    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ContentError> {
        self.deserialize_any(visitor)
    }
}

/// The Python value of what a deserializer has.
///
/// # Errors
///
/// Those of the format; a key that appears twice.
#[allow(dead_code, reason = "text formats have readers of their own")]
pub(crate) fn to_python<'py, 'de, D: Deserializer<'de>>(
    py: Python<'py>,
    deserializer: D,
) -> Result<Bound<'py, PyAny>, D::Error> {
    deserializer.deserialize_any(Value(py))
}

#[derive(Clone, Copy)]
struct Value<'py>(Python<'py>);

impl<'de, 'py> serde::de::DeserializeSeed<'de> for Value<'py> {
    type Value = Bound<'py, PyAny>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

macro_rules! scalars {
    ($($visit:ident: $type:ty),*) => { $(
        fn $visit<E: serde::de::Error>(self, value: $type) -> Result<Self::Value, E> {
            pyo3::IntoPyObjectExt::into_bound_py_any(value, self.0).map_err(E::custom)
        }
    )* };
}

impl<'de, 'py> Visitor<'de> for Value<'py> {
    type Value = Bound<'py, PyAny>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    scalars! {
        visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_i128: i128, visit_u128: u128,
        visit_f64: f64, visit_str: &str
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Self::Value, E> {
        Ok(PyBytes::new(self.0, bytes).into_any())
    }
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(self.0.None().into_bound(self.0))
    }
    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(self.0.None().into_bound(self.0))
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
    /// An extension type of `MessagePack`.
    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        match Extension::deserialize(deserializer)? {
            Extension::Text(text) => Ok(PyString::new(self.0, &text).into_any()),
            Extension::Unknown(kind, bytes) => (kind, PyBytes::new(self.0, &bytes))
                .into_pyobject(self.0)
                .map(|parts| parts.to_list().into_any())
                .map_err(D::Error::custom),
        }
    }
    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let _level = Level::enter().ok_or_else(|| A::Error::custom(TOO_DEEP))?;
        let items = PyList::empty(self.0);
        while let Some(item) = list.next_element_seed(self)? {
            items.append(item).map_err(A::Error::custom)?;
        }
        Ok(items.into_any())
    }
    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let _level = Level::enter().ok_or_else(|| A::Error::custom(TOO_DEEP))?;
        let entries = PyDict::new(self.0);
        while let Some((key, value)) = map.next_entry_seed(self, self)? {
            if entries.contains(&key).map_err(A::Error::custom)? {
                return Err(A::Error::custom("a key appears twice"));
            }
            entries.set_item(key, value).map_err(A::Error::custom)?;
        }
        Ok(entries.into_any())
    }
}
