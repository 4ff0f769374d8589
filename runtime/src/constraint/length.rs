//! `min_length` and `max_length`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::marker::PhantomData;
use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::PyDict;

use super::{Constraint, Reach};
use crate::error::Report;
use crate::field_type::{FieldType, PyStr};
use crate::wire::keywords;

/// A type whose values have a length: characters of a text, bytes, items of a collection.
#[diagnostic::on_unimplemented(
    message = "`min_length` and `max_length` do not apply to `{Self}`",
    label = "this field's type has no length",
    note = "they apply to text, `bytes` and collections"
)]
pub trait HasLength: FieldType {
    /// What is counted, as pydantic names its problems: `"string"`, `"bytes"`, or `""` for items.
    const UNIT: &'static str;

    /// The length; `None` where there is no value (`Option`), which passes.
    fn length(&self) -> Option<usize>;
}

macro_rules! text {
    ($($text:ty),*) => { $(
        #[diagnostic::do_not_recommend]
        impl HasLength for $text {
            const UNIT: &'static str = "string";

            fn length(&self) -> Option<usize> {
                Some(self.chars().count())
            }
        }
    )* };
}

text!(String, Box<str>, Arc<str>, Cow<'static, str>, PyStr);

/// Collections that count their items by `len`.
macro_rules! counted {
    ($($collection:ty, [$($parameters:tt)*];)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<$($parameters)*> $crate::constraint::HasLength for $collection
        where
            Self: $crate::FieldType,
        {
            const UNIT: &'static str = "";

            fn length(&self) -> Option<usize> {
                Some(self.len())
            }
        }
    )* };
}

pub(crate) use counted;

counted! {
    HashSet<T, S>, [T, S];
    BTreeSet<T>, [T];
    HashMap<K, V, S>, [K, V, S];
    BTreeMap<K, V>, [K, V];
}

#[diagnostic::do_not_recommend]
impl<T: FieldType> HasLength for Vec<T> {
    const UNIT: &'static str = if T::SEQUENCE_IS_BYTES { "bytes" } else { "" };

    fn length(&self) -> Option<usize> {
        Some(self.len())
    }
}

#[diagnostic::do_not_recommend]
impl<T: HasLength> HasLength for Option<T> {
    const UNIT: &'static str = T::UNIT;

    fn length(&self) -> Option<usize> {
        self.as_ref().and_then(T::length)
    }
}

#[diagnostic::do_not_recommend]
impl<T: HasLength> HasLength for Box<T> {
    const UNIT: &'static str = T::UNIT;

    fn length(&self) -> Option<usize> {
        T::length(self)
    }
}

/// `min_length`.
pub struct MinLength<T> {
    /// The least length.
    pub length: usize,
    /// The type of the values.
    pub of: PhantomData<fn(T)>,
}

/// `max_length`.
pub struct MaxLength<T> {
    /// The greatest length.
    pub length: usize,
    /// The type of the values.
    pub of: PhantomData<fn(T)>,
}

impl<T: HasLength> Constraint for MinLength<T> {
    unsafe fn holds(&self, value: *const u8) -> bool {
        // SAFETY: the caller's promise.
        let value = unsafe { &*value.cast::<T>() };
        value.length().is_none_or(|length| self.allows_length(length))
    }

    unsafe fn check(&self, value: *const u8, report: &mut Report<'_>) {
        // SAFETY: the caller's promise.
        let value = unsafe { &*value.cast::<T>() };
        if let Some(length) = value.length().filter(|length| !self.allows_length(*length)) {
            let kind = match T::UNIT {
                "string" => "string_too_short",
                "bytes" => "bytes_too_short",
                _ => "too_short",
            };
            push(report, kind, "at least", value, ("min_length", self.length), length);
        }
    }

    fn reach(&self) -> Reach {
        Reach::Length
    }

    fn allows_length(&self, length: usize) -> bool {
        length >= self.length
    }

    fn describe(&self, into: &Bound<'_, PyDict>) -> PyResult<()> {
        into.set_item("min_length", self.length)
    }

    fn schema(&self, schema: &Bound<'_, PyDict>) -> PyResult<()> {
        keywords::length(schema, "min", self.length)
    }
}

impl<T: HasLength> Constraint for MaxLength<T> {
    unsafe fn holds(&self, value: *const u8) -> bool {
        // SAFETY: the caller's promise.
        let value = unsafe { &*value.cast::<T>() };
        value.length().is_none_or(|length| self.allows_length(length))
    }

    unsafe fn check(&self, value: *const u8, report: &mut Report<'_>) {
        // SAFETY: the caller's promise.
        let value = unsafe { &*value.cast::<T>() };
        if let Some(length) = value.length().filter(|length| !self.allows_length(*length)) {
            let kind = match T::UNIT {
                "string" => "string_too_long",
                "bytes" => "bytes_too_long",
                _ => "too_long",
            };
            push(report, kind, "at most", value, ("max_length", self.length), length);
        }
    }

    fn reach(&self) -> Reach {
        Reach::Length
    }

    fn allows_length(&self, length: usize) -> bool {
        length <= self.length
    }

    fn describe(&self, into: &Bound<'_, PyDict>) -> PyResult<()> {
        into.set_item("max_length", self.length)
    }

    fn schema(&self, schema: &Bound<'_, PyDict>) -> PyResult<()> {
        keywords::length(schema, "max", self.length)
    }
}

/// `must have at least 1 character`.
fn push<T: HasLength>(
    report: &mut Report<'_>,
    kind: &'static str,
    words: &str,
    value: &T,
    (option, limit): (&'static str, usize),
    length: usize,
) {
    let unit = match T::UNIT {
        "string" => "character",
        "bytes" => "byte",
        _ => "item",
    };
    let plural = if limit == 1 { "" } else { "s" };
    let msg = format!("must have {words} {limit} {unit}{plural}");
    let py = report.py();
    let number = |number: usize| number.into_pyobject(py).map(Bound::into_any);
    let Ok(limit) = number(limit);
    let Ok(length) = number(length);
    let mut ctx = vec![(option, limit)];
    // pydantic tells the length of collections, and not that of texts.
    if T::UNIT.is_empty() {
        ctx.push(("actual_length", length));
    }
    report.push(kind, &msg, |py| value.to_py(py), &ctx);
}
