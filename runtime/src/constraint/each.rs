//! `each(…)`, `key(…)` and `value(…)`: rules for what a collection holds.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::marker::PhantomData;

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};

use super::{Constraint, Reach};
use crate::error::Report;
use crate::field_type::FieldType;
use crate::wire::keywords;

/// A type with items: a sequence or a set.
#[diagnostic::on_unimplemented(
    message = "`each(...)` does not apply to `{Self}`",
    label = "this field's type is no sequence or set",
    note = "`each` applies to `Vec`, arrays and sets; a map has `key(...)` and `value(...)`"
)]
pub trait Collection: FieldType {
    /// What it holds.
    type Item: FieldType;

    /// Calls with every item.
    fn for_each(&self, visit: &mut dyn FnMut(&Self::Item));
}

/// A type with keys and values.
#[diagnostic::on_unimplemented(
    message = "`key(...)` and `value(...)` do not apply to `{Self}`",
    label = "this field's type is no map",
    note = "they apply to `HashMap` and `BTreeMap`; a sequence or set has `each(...)`"
)]
pub trait Mapping: FieldType {
    /// The keys.
    type Key: FieldType;
    /// The values.
    type Value: FieldType;

    /// Calls with every entry.
    fn for_each(&self, visit: &mut dyn FnMut(&Self::Key, &Self::Value));
}

macro_rules! collection {
    ($($collection:ty, [$($parameters:tt)*];)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<T: $crate::FieldType, $($parameters)*> $crate::constraint::Collection for $collection
        where
            Self: $crate::FieldType,
        {
            type Item = T;

            fn for_each(&self, visit: &mut dyn FnMut(&T)) {
                self.iter().for_each(visit);
            }
        }
    )* };
}

collection! {
    Vec<T>, [];
    [T; N], [const N: usize];
    HashSet<T, S>, [S];
    BTreeSet<T>, [];
}

macro_rules! mapping {
    ($($map:ty, [$($parameters:tt)*];)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<K: $crate::FieldType, V: $crate::FieldType, $($parameters)*> $crate::constraint::Mapping for $map
        where
            Self: $crate::FieldType,
        {
            type Key = K;
            type Value = V;

            fn for_each(&self, visit: &mut dyn FnMut(&K, &V)) {
                self.iter().for_each(|(key, value)| visit(key, value));
            }
        }
    )* };
}

mapping! {
    HashMap<K, V, S>, [S];
    BTreeMap<K, V>, [];
}

pub(crate) use {collection, mapping};

macro_rules! through {
    ($($wrapper:ident: $value:ident => $reach:expr;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<C: Collection> Collection for $wrapper<C> {
            type Item = C::Item;

            fn for_each(&self, visit: &mut dyn FnMut(&C::Item)) {
                let $value = self;
                if let Some(inner) = $reach {
                    C::for_each(inner, visit);
                }
            }
        }

        #[diagnostic::do_not_recommend]
        impl<M: Mapping> Mapping for $wrapper<M> {
            type Key = M::Key;
            type Value = M::Value;

            fn for_each(&self, visit: &mut dyn FnMut(&M::Key, &M::Value)) {
                let $value = self;
                if let Some(inner) = $reach {
                    M::for_each(inner, visit);
                }
            }
        }
    )* };
}

through! {
    Option: value => value.as_ref();
    Box: value => Some(&**value);
}

/// The rules for one part of a collection.
type Rules = &'static [&'static dyn Constraint];

fn check_all<T: FieldType>(rules: Rules, value: &T, report: &mut Report<'_>) {
    for rule in rules {
        // SAFETY: the derive makes the rules of a part for the part's type.
        unsafe { rule.check((&raw const *value).cast(), report) };
    }
}

fn hold_all<T: FieldType>(rules: Rules, value: &T) -> bool {
    // SAFETY: as above.
    rules.iter().all(|rule| unsafe { rule.holds((&raw const *value).cast()) })
}

fn describe_all(rules: Rules, option: &str, into: &Bound<'_, PyDict>) -> PyResult<()> {
    let inner = PyDict::new(into.py());
    for rule in rules {
        rule.describe(&inner)?;
    }
    into.set_item(option, inner)
}

/// `each(…)`: the place of a problem is the item's position, in a set that of its iteration.
pub struct Each<T>(pub Rules, pub PhantomData<fn(T)>);

impl<T: Collection> Constraint for Each<T> {
    unsafe fn holds(&self, value: *const u8) -> bool {
        // SAFETY: the caller's promise.
        let value = unsafe { &*value.cast::<T>() };
        let mut hold = true;
        value.for_each(&mut |item| hold = hold && hold_all(self.0, item));
        hold
    }

    unsafe fn check(&self, value: *const u8, report: &mut Report<'_>) {
        // SAFETY: the caller's promise.
        let value = unsafe { &*value.cast::<T>() };
        let mut index = 0_usize;
        value.for_each(&mut |item| {
            let place = index;
            report.at(
                |py| Ok(place.into_pyobject(py)?.into_any()),
                |report| check_all(self.0, item, report),
            );
            index += 1;
        });
    }

    fn reach(&self) -> Reach {
        Reach::Parts
    }

    unsafe fn check_part(&self, _key: *const u8, item: *const u8, report: &mut Report<'_>) {
        // SAFETY: the caller's promise.
        check_all(self.0, unsafe { &*item.cast::<T::Item>() }, report);
    }

    fn describe(&self, into: &Bound<'_, PyDict>) -> PyResult<()> {
        describe_all(self.0, "each", into)
    }

    fn schema(&self, schema: &Bound<'_, PyDict>) -> PyResult<()> {
        keywords::parts(schema, "items", self.0)
    }
}

/// `key(…)`: the place of a problem is the key, then `[key]`, as in pydantic.
pub struct EachKey<T>(pub Rules, pub PhantomData<fn(T)>);

impl<T: Mapping> EachKey<T> {
    fn check_key(&self, key: &T::Key, report: &mut Report<'_>) {
        if hold_all(self.0, key) {
            return;
        }
        report.at(
            |py| key.to_py(py),
            |report| {
                report.at(
                    |py| Ok(PyString::new(py, "[key]").into_any()),
                    |report| check_all(self.0, key, report),
                );
            },
        );
    }
}

impl<T: Mapping> Constraint for EachKey<T> {
    unsafe fn holds(&self, value: *const u8) -> bool {
        // SAFETY: the caller's promise.
        let value = unsafe { &*value.cast::<T>() };
        let mut hold = true;
        value.for_each(&mut |key, _| hold = hold && hold_all(self.0, key));
        hold
    }

    unsafe fn check(&self, value: *const u8, report: &mut Report<'_>) {
        // SAFETY: the caller's promise.
        let value = unsafe { &*value.cast::<T>() };
        value.for_each(&mut |key, _| self.check_key(key, report));
    }

    fn reach(&self) -> Reach {
        Reach::Parts
    }

    unsafe fn check_part(&self, key: *const u8, _value: *const u8, report: &mut Report<'_>) {
        // SAFETY: the caller's promise.
        self.check_key(unsafe { &*key.cast() }, report);
    }

    fn describe(&self, into: &Bound<'_, PyDict>) -> PyResult<()> {
        describe_all(self.0, "key", into)
    }

    fn schema(&self, schema: &Bound<'_, PyDict>) -> PyResult<()> {
        keywords::parts(schema, "propertyNames", self.0)
    }
}

/// `value(…)`: the place of a problem is the key.
pub struct EachValue<T>(pub Rules, pub PhantomData<fn(T)>);

impl<T: Mapping> EachValue<T> {
    fn check_value(&self, key: &T::Key, value: &T::Value, report: &mut Report<'_>) {
        if !hold_all(self.0, value) {
            report.at(|py| key.to_py(py), |report| check_all(self.0, value, report));
        }
    }
}

impl<T: Mapping> Constraint for EachValue<T> {
    unsafe fn holds(&self, value: *const u8) -> bool {
        // SAFETY: the caller's promise.
        let value = unsafe { &*value.cast::<T>() };
        let mut hold = true;
        value.for_each(&mut |_, item| hold = hold && hold_all(self.0, item));
        hold
    }

    unsafe fn check(&self, value: *const u8, report: &mut Report<'_>) {
        // SAFETY: the caller's promise.
        let value = unsafe { &*value.cast::<T>() };
        value.for_each(&mut |key, value| self.check_value(key, value, report));
    }

    fn reach(&self) -> Reach {
        Reach::Parts
    }

    unsafe fn check_part(&self, key: *const u8, value: *const u8, report: &mut Report<'_>) {
        // SAFETY: the caller's promise.
        self.check_value(unsafe { &*key.cast() }, unsafe { &*value.cast() }, report);
    }

    fn describe(&self, into: &Bound<'_, PyDict>) -> PyResult<()> {
        describe_all(self.0, "value", into)
    }

    fn schema(&self, schema: &Bound<'_, PyDict>) -> PyResult<()> {
        keywords::parts(schema, "additionalProperties", self.0)
    }
}
