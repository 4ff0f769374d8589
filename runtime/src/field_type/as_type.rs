//! `#[field(as = Type)]`: a field of one Rust type that Python sees as another.

use std::cmp::Ordering;
use std::fmt::Display;
use std::marker::PhantomData;

use pyo3::Borrowed;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use super::{FieldTable, FieldType, Mode, Native};
use crate::constraint::{Collection, Comparable, Divisible, HasLength, Mapping};
use crate::data_class::Rejection;
use crate::error::ConvertError;
use crate::hash::Hasher;
use crate::hint::TypeHint;
#[cfg(feature = "serde")]
use crate::wire::Wire;
use crate::wire::{Form, Reader, Schemas, Text};

/// A `T` that is an `S` for Python: every operation is that of the `S` that the value becomes.
#[repr(transparent)]
pub struct As<T, S>(T, PhantomData<fn() -> S>);

/// The table of a field of type `T` that Python sees as an `S`.
pub const fn seen_table<T: SeenAs<S>, S: FieldType>() -> &'static FieldTable {
    const { &FieldTable::of::<As<T, S>>() }
}

/// A type that converts to `S` and back.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not convert to `{S}` and back",
    label = "`as = ...` needs conversions both ways",
    note = "implement `From<{Self}>` for `{S}`, and `From<{S}>` or `TryFrom<{S}>` (with an error that has `Display`) for `{Self}`, which must be `Clone`"
)]
pub trait SeenAs<S>: Clone + 'static {
    /// The Python side of the value.
    fn seen(&self) -> S;

    /// The value of a Python side.
    ///
    /// # Errors
    ///
    /// The conversion's own error.
    fn of_seen(seen: S) -> Result<Self, Rejection>;
}

#[diagnostic::do_not_recommend]
impl<T, S> SeenAs<S> for T
where
    T: Clone + Into<S> + TryFrom<S, Error: Display + 'static> + 'static,
{
    fn seen(&self) -> S {
        self.clone().into()
    }
    fn of_seen(seen: S) -> Result<Self, Rejection> {
        T::try_from(seen).map_err(Rejection::new)
    }
}

impl<T: SeenAs<S>, S> As<T, S> {
    /// The value of a Python side, if it has one.
    fn of(seen: S) -> Option<Self> {
        T::of_seen(seen).ok().map(|value| Self(value, PhantomData))
    }
}

/// The form of the `S`.
#[cfg(feature = "serde")]
impl<T: SeenAs<S>, S: Wire> Wire for As<T, S> {
    fn write<Z: serde::Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        self.0.seen().write(serializer)
    }
    fn read<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::of(S::read(deserializer)?)
            .ok_or_else(|| serde::de::Error::custom("the value was rejected"))
    }
}

impl<T: SeenAs<S>, S: FieldType> FieldType for As<T, S> {
    const HINT: TypeHint = S::HINT;
    const OPAQUE: bool = true;
    const EQ: Option<fn(&Self, &Self) -> bool> = match S::EQ {
        None => None,
        Some(_) => Some(|a, b| S::EQ.is_some_and(|eq| eq(&a.0.seen(), &b.0.seen()))),
    };
    const ORDER: Option<fn(&Self, &Self) -> Option<Ordering>> = match S::ORDER {
        None => None,
        Some(_) => Some(|a, b| S::ORDER.and_then(|order| order(&a.0.seen(), &b.0.seen()))),
    };
    const HASH: Option<fn(&Self, &mut Hasher)> = match S::HASH {
        None => None,
        Some(_) => Some(|value, hasher| {
            if let Some(hash) = S::HASH {
                hash(&value.0.seen(), hasher);
            }
        }),
    };
    const REPR: Option<fn(&Self, &mut String)> = match S::REPR {
        None => None,
        Some(_) => Some(|value, out| {
            if let Some(repr) = S::REPR {
                repr(&value.0.seen(), out);
            }
        }),
    };
    const KEY: Option<fn(&str) -> Option<Self>> = match S::KEY {
        None => None,
        Some(_) => Some(|text| Self::of(S::KEY.and_then(|read| read(text))?)),
    };
    const TEXT: Option<Text<Self>> = match S::TEXT {
        None => None,
        Some(text) => Some(Text {
            expected: text.expected,
            format: text.format,
            column: text.column,
            write: |value, out| match S::TEXT {
                Some(text) => (text.write)(&value.0.seen(), out),
                None => Err(std::fmt::Error),
            },
            read: |text| Self::of(S::TEXT.and_then(|form| (form.read)(text))?),
        }),
    };

    fn native() -> Native {
        S::native()
    }
    fn from_py(value: Borrowed<'_, '_, PyAny>, mode: Mode) -> Result<Self, ConvertError> {
        T::of_seen(S::from_py(value, mode)?)
            .map(|value| Self(value, PhantomData))
            .map_err(|rejection| rejection.of_value(&value))
    }
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.seen().to_py(py)
    }
    fn copied(&self, _py: Python<'_>) -> PyResult<Self> {
        Ok(Self(self.0.clone(), PhantomData))
    }
    fn to_plain<'py>(&self, py: Python<'py>, form: Form) -> PyResult<Bound<'py, PyAny>> {
        self.0.seen().to_plain(py, form)
    }
    fn is_same(&self, other: &Self) -> bool {
        self.0.seen().is_same(&other.0.seen())
    }
    fn schema<'py>(schemas: &mut Schemas<'py>) -> PyResult<Bound<'py, PyDict>> {
        S::schema(schemas)
    }
    fn from_plain<'py>(value: Borrowed<'_, 'py, PyAny>, reader: &mut Reader<'py>) -> Option<Self> {
        T::of_seen(S::from_plain(value, reader)?)
            .map(|value| Self(value, PhantomData))
            .map_err(|rejection| reader.reject(rejection.of_value(&value), &value))
            .ok()
    }
}

impl<T: SeenAs<S>, S: Comparable> Comparable for As<T, S> {
    type Limit = S::Limit;

    fn compare(&self, limit: &S::Limit) -> Option<Ordering> {
        self.0.seen().compare(limit)
    }
    fn is_present(&self) -> bool {
        self.0.seen().is_present()
    }
}

impl<T: SeenAs<S>, S: Divisible> Divisible for As<T, S> {
    fn is_multiple_of(&self, step: &S::Limit) -> bool {
        self.0.seen().is_multiple_of(step)
    }
}

impl<T: SeenAs<S>, S: HasLength> HasLength for As<T, S> {
    const UNIT: &'static str = S::UNIT;

    fn length(&self) -> Option<usize> {
        self.0.seen().length()
    }
}

impl<T: SeenAs<S>, S: Collection> Collection for As<T, S> {
    type Item = S::Item;

    fn for_each(&self, visit: &mut dyn FnMut(&S::Item)) {
        self.0.seen().for_each(visit);
    }
}

impl<T: SeenAs<S>, S: Mapping> Mapping for As<T, S> {
    type Key = S::Key;
    type Value = S::Value;

    fn for_each(&self, visit: &mut dyn FnMut(&S::Key, &S::Value)) {
        self.0.seen().for_each(visit);
    }
}

#[cfg(feature = "pattern")]
impl<T: SeenAs<S>, S: crate::constraint::Text> crate::constraint::Text for As<T, S> {
    fn with_text(&self, visit: &mut dyn FnMut(&str)) {
        self.0.seen().with_text(visit);
    }
}
