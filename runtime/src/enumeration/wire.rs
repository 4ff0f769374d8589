//! Members on the wire: each is its value there, as for pydantic and msgspec, or its name if the value is
//! neither a text nor an integer.

use pyo3::exceptions::PySystemError;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyFloat, PyInt, PyString};
use pyo3::{Borrowed, intern};

use super::class::EnumTable;
use super::{Enumeration, from_member, to_member};
use crate::wire::{Form, Reader, Source};

/// What stands for a member.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum WireValue {
    Int(i128),
    Text(String),
}

impl WireValue {
    pub(super) fn of(member: &Bound<'_, PyAny>) -> PyResult<Self> {
        let py = member.py();
        let value = member.getattr(intern!(py, "value"))?;
        if let Some(value) = Self::of_value(&value) {
            return Ok(value);
        }
        Ok(Self::Text(member.getattr(intern!(py, "name"))?.extract()?))
    }

    /// That of a text or an integer.
    fn of_value(value: &Bound<'_, PyAny>) -> Option<Self> {
        if let Ok(text) = value.cast::<PyString>() {
            return Some(Self::Text(text.to_cow().ok()?.into_owned()));
        }
        if value.is_instance_of::<PyInt>() && !value.is_instance_of::<PyBool>() {
            return value.extract().ok().map(Self::Int);
        }
        None
    }

    fn object<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match self {
            Self::Int(int) => Ok(int.into_pyobject(py)?.into_any()),
            Self::Text(text) => Ok(PyString::new(py, text).into_any()),
        }
    }
}

/// [`FieldType::to_plain`](crate::FieldType::to_plain) of an enum.
///
/// # Errors
///
/// Those of making the class.
pub fn member_to_plain<'py, T: Enumeration>(
    value: &T,
    py: Python<'py>,
    form: Form,
) -> PyResult<Bound<'py, PyAny>> {
    match T::enum_table().wires()?.get(value.index()) {
        Some(wire) if form == Form::Wire => wire.object(py),
        _ => to_member(value, py),
    }
}

/// [`FieldType::from_plain`](crate::FieldType::from_plain) of an enum.
pub fn member_from_plain<'py, T: Enumeration>(
    value: Borrowed<'_, 'py, PyAny>,
    reader: &mut Reader<'py>,
) -> Option<T> {
    let table = T::enum_table();
    if reader.source() == Source::Python {
        let error = match from_member(value) {
            Ok(variant) => return Some(variant),
            Err(error) => error,
        };
        let is_member =
            table.class(value.py()).and_then(|class| value.is_instance(class)).unwrap_or(false);
        if table.lax && !is_member {
            no_member(table, &value, reader);
        } else {
            reader.reject(error, &value);
        }
        return None;
    }
    let found = table.wires().map(|wires| {
        let wanted = on_the_wire(&value)?;
        let position = wires.iter().position(|wire| *wire == wanted);
        // The keys of JSON are all texts: an integer's is its digits.
        position.or_else(|| match &wanted {
            WireValue::Text(digits) if reader.is_key() => {
                let int = WireValue::Int(digits.parse().ok()?);
                wires.iter().position(|wire| *wire == int)
            }
            _ => None,
        })
    });
    match found {
        Ok(Some(index)) => T::from_index(index),
        Ok(None) => {
            no_member(table, &value, reader);
            None
        }
        Err(error) => {
            reader.fail(error);
            None
        }
    }
}

/// JSON has one type of numbers: 2.0 is an integer there.
fn on_the_wire(value: &Bound<'_, PyAny>) -> Option<WireValue> {
    match value.cast::<PyFloat>() {
        Ok(float) if float.value().fract() == 0.0 => {
            WireValue::of_value(&value.call_method0(intern!(value.py(), "__int__")).ok()?)
        }
        _ => WireValue::of_value(value),
    }
}

/// Says which values there are.
fn no_member<'py>(table: &EnumTable, value: &Bound<'py, PyAny>, reader: &mut Reader<'py>) {
    match expected(table, value.py()) {
        Ok(expected) => {
            let text = PyString::new(value.py(), &expected).into_any();
            reader.report.push(
                "enum",
                &format!("must be {expected}"),
                |_| Ok(value.clone()),
                &[("expected", text)],
            );
        }
        Err(error) => reader.fail(error),
    }
}

/// `1, 2 or 'three'`, as pydantic says it.
fn expected(table: &EnumTable, py: Python<'_>) -> PyResult<String> {
    let wires = table.wires()?;
    let mut shown = Vec::new();
    for (index, wire) in wires.iter().enumerate() {
        if !wires[..index].contains(wire) {
            shown.push(wire.object(py)?.repr()?.to_string());
        }
    }
    Ok(match shown.split_last() {
        Some((last, others)) if !others.is_empty() => {
            format!("{} or {last}", others.join(", "))
        }
        _ => shown.concat(),
    })
}

impl EnumTable {
    /// By position, what stands for each member.
    pub(crate) fn wires(&self) -> PyResult<&[WireValue]> {
        if self.made.wires.get().is_none() {
            Python::attach(|py| self.class(py).map(|_| ()))?;
        }
        let missing = || PySystemError::new_err("an enum's class was made without its values");
        self.made.wires.get().map(Vec::as_slice).ok_or_else(missing)
    }
}

#[cfg(feature = "serde")]
pub use serial::{read_member, write_member};

#[cfg(feature = "serde")]
mod serial {
    use std::fmt;
    use std::marker::PhantomData;

    use serde::de::{Error as _, Unexpected, Visitor};
    use serde::ser::Error as _;
    use serde::{Deserializer, Serializer};

    use super::super::Enumeration;
    use super::WireValue;
    use crate::wire::Wire;

    /// [`Wire::write`] of an enum.
    ///
    /// # Errors
    ///
    /// Those of the format; on the first use those of making the class.
    pub fn write_member<T: Enumeration, S: Serializer>(
        value: &T,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let wires = T::enum_table().wires().map_err(S::Error::custom)?;
        match wires.get(value.index()) {
            Some(WireValue::Int(int)) => int.write(serializer),
            Some(WireValue::Text(text)) => serializer.serialize_str(text),
            None => Err(S::Error::custom("an enum's variant has no position")),
        }
    }

    /// [`Wire::read`] of an enum.
    ///
    /// # Errors
    ///
    /// If no member has the value.
    pub fn read_member<'de, T: Enumeration, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<T, D::Error> {
        let wires = T::enum_table().wires().map_err(D::Error::custom)?;
        let member = Member(wires, PhantomData);
        // Said beforehand if all are of one kind, since the key of a map may be a text that stands for an
        // integer.
        if wires.iter().all(|wire| matches!(wire, WireValue::Text(_))) {
            deserializer.deserialize_str(member)
        } else if wires
            .iter()
            .all(|wire| matches!(wire, WireValue::Int(int) if i64::try_from(*int).is_ok()))
        {
            deserializer.deserialize_i64(member)
        } else {
            deserializer.deserialize_any(member)
        }
    }

    struct Member<T>(&'static [WireValue], PhantomData<T>);

    impl<T: Enumeration> Member<T> {
        fn find<E: serde::de::Error>(
            &self,
            is: impl Fn(&WireValue) -> bool,
            found: Unexpected<'_>,
        ) -> Result<T, E> {
            let index = self.0.iter().position(is);
            index.and_then(T::from_index).ok_or_else(|| E::invalid_value(found, self))
        }

        fn int<E: serde::de::Error>(&self, wanted: i128, found: Unexpected<'_>) -> Result<T, E> {
            self.find(|wire| matches!(wire, WireValue::Int(int) if *int == wanted), found)
        }
    }

    impl<T: Enumeration> Visitor<'_> for Member<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "the value of a member of {}", T::enum_table().name)
        }
        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
            let is = |wire: &WireValue| matches!(wire, WireValue::Text(value) if value == text);
            self.find(is, Unexpected::Str(text))
        }
        fn visit_i64<E: serde::de::Error>(self, int: i64) -> Result<T, E> {
            self.int(int.into(), Unexpected::Signed(int))
        }
        fn visit_u64<E: serde::de::Error>(self, int: u64) -> Result<T, E> {
            self.int(int.into(), Unexpected::Unsigned(int))
        }
        fn visit_i128<E: serde::de::Error>(self, int: i128) -> Result<T, E> {
            self.int(int, Unexpected::Other("an integer"))
        }
        fn visit_u128<E: serde::de::Error>(self, int: u128) -> Result<T, E> {
            let int = i128::try_from(int);
            int.map_err(|_| E::custom("the integer is too large"))
                .and_then(|int| self.int(int, Unexpected::Other("an integer")))
        }
    }
}

/// [`Wire`](crate::wire::Wire) of an enum; the derive does not see the runtime's features.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __pyo3_classes_wire_enum {
    ($enum:ident) => {
        impl $crate::__private::wire::Wire for $enum {
            fn write<S: $crate::__private::wire::serde::Serializer>(
                &self,
                serializer: S,
            ) -> $crate::__private::core::result::Result<S::Ok, S::Error> {
                $crate::__private::write_member(self, serializer)
            }

            fn read<'de, D: $crate::__private::wire::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> $crate::__private::core::result::Result<Self, D::Error> {
                $crate::__private::read_member(deserializer)
            }
        }
    };
}

/// Without serde there is nothing to write it for.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __pyo3_classes_wire_enum {
    ($enum:ident) => {};
}
