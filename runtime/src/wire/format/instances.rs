//! serde's side of instances and lists of them.

use std::fmt;
use std::marker::PhantomData;

use pyo3::prelude::*;
use pyo3::types::PyType;
use serde::de::{DeserializeSeed, Error as _, SeqAccess, Visitor};
use serde::ser::SerializeSeq;
use serde::{Deserializer, Serialize, Serializer};

use super::Class;
use crate::wire::depth::{Level, TOO_DEEP};

/// An instance as serde writes it.
pub(super) struct Object<'a, 'py, T>(&'a Bound<'py, PyAny>, PhantomData<T>);

impl<'a, 'py, T: Class> Object<'a, 'py, T> {
    /// # Safety
    ///
    /// `object` is an instance of `T`.
    pub(super) unsafe fn new(object: &'a Bound<'py, PyAny>) -> Self {
        Self(object, PhantomData)
    }
}

impl<T: Class> Serialize for Object<'_, '_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // SAFETY: the promise of `new`.
        unsafe { T::write(self.0, serializer) }
    }
}

/// Instances as serde writes them.
pub(super) struct Objects<'a, 'py, T>(&'a [Bound<'py, PyAny>], PhantomData<T>);

impl<'a, 'py, T: Class> Objects<'a, 'py, T> {
    /// # Safety
    ///
    /// They are instances of `T`.
    pub(super) unsafe fn new(objects: &'a [Bound<'py, PyAny>]) -> Self {
        Self(objects, PhantomData)
    }
}

impl<T: Class> Serialize for Objects<'_, '_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.len()))?;
        for object in self.0 {
            // SAFETY: the promise of `new`.
            list.serialize_element(&unsafe { Object::<T>::new(object) })?;
        }
        list.end()
    }
}

/// Makes an instance of what serde reads.
pub(super) struct InstanceSeed<'a, 'py, T> {
    pub(super) class: &'a Bound<'py, PyType>,
    pub(super) of: PhantomData<T>,
}

impl<'de, 'py, T: Class> DeserializeSeed<'de> for InstanceSeed<'_, 'py, T> {
    type Value = Bound<'py, PyAny>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        // SAFETY: who makes a seed has a class of `T`.
        unsafe { T::read(self.class, deserializer) }
    }
}

/// Makes a list of instances of what serde reads.
pub(super) struct ListSeed<'a, 'py, T> {
    pub(super) class: &'a Bound<'py, PyType>,
    pub(super) of: PhantomData<T>,
}

impl<'de, 'py, T: Class> DeserializeSeed<'de> for ListSeed<'_, 'py, T> {
    type Value = Vec<Bound<'py, PyAny>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let Some(_level) = Level::enter() else { return Err(D::Error::custom(TOO_DEEP)) };
        deserializer.deserialize_seq(self)
    }
}

impl<'de, 'py, T: Class> Visitor<'de> for ListSeed<'_, 'py, T> {
    type Value = Vec<Bound<'py, PyAny>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut instances = Vec::new();
        let seed = || InstanceSeed::<T> { class: self.class, of: PhantomData };
        while let Some(instance) = list.next_element_seed(seed())? {
            instances.push(instance);
        }
        Ok(instances)
    }
}
