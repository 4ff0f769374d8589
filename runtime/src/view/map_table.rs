//! A map, entry by entry.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};
use std::marker::PhantomData;

use pyo3::prelude::*;

use super::place::{Change, Place, exact_key, lent, lent_mut};
use crate::error::{Step, shown};
use crate::field_type::FieldType;

/// The operations on one entry; `None` and `false` send the caller the long way.
pub trait MapTable: Sync {
    #[doc(hidden)]
    fn len(&self, place: &Place, py: Python<'_>) -> PyResult<usize>;
    #[doc(hidden)]
    fn get<'py>(
        &self,
        place: &Place,
        key: &Bound<'py, PyAny>,
    ) -> PyResult<Option<Bound<'py, PyAny>>>;
    /// Whether the key is there; `None` if only Python can say.
    #[doc(hidden)]
    fn contains(&self, place: &Place, key: &Bound<'_, PyAny>) -> PyResult<Option<bool>>;
    #[doc(hidden)]
    fn set(
        &self,
        place: &Place,
        key: &Bound<'_, PyAny>,
        value: &Bound<'_, PyAny>,
    ) -> PyResult<bool>;
    #[doc(hidden)]
    fn remove(&self, place: &Place, key: &Bound<'_, PyAny>) -> PyResult<bool>;
}

/// What the maps of the standard library share.
pub(super) trait Map: 'static {
    type Key: FieldType;
    type Value: FieldType;
    fn len(&self) -> usize;
    fn get(&self, key: &Self::Key) -> Option<&Self::Value>;
    fn get_mut(&mut self, key: &Self::Key) -> Option<&mut Self::Value>;
    fn insert(&mut self, key: Self::Key, value: Self::Value);
    fn remove(&mut self, key: &Self::Key) -> Option<(Self::Key, Self::Value)>;
}

macro_rules! map {
    ($map:ident<K, V $(, $hasher:ident)?>, [$($parameters:tt)*]) => {
        impl<$($parameters)*> Map for $map<K, V $(, $hasher)?> {
            type Key = K;
            type Value = V;

            fn len(&self) -> usize {
                $map::len(self)
            }
            fn get(&self, key: &K) -> Option<&V> {
                $map::get(self, key)
            }
            fn get_mut(&mut self, key: &K) -> Option<&mut V> {
                $map::get_mut(self, key)
            }
            fn insert(&mut self, key: K, value: V) {
                $map::insert(self, key, value);
            }
            fn remove(&mut self, key: &K) -> Option<(K, V)> {
                $map::remove_entry(self, key)
            }
        }
    };
}

map!(HashMap<K, V, S>, [K: FieldType + Eq + Hash, V: FieldType, S: BuildHasher + Default + 'static]);
map!(BTreeMap<K, V>, [K: FieldType + Ord, V: FieldType]);

/// The table of the map `M`.
pub(super) struct Entries<M>(pub(super) PhantomData<fn(M)>);

struct Put<M: Map> {
    entry: Option<(M::Key, M::Value)>,
    /// The key once more, to take a new entry back by.
    key: Option<M::Key>,
}

impl<M: Map> Change for Put<M> {
    unsafe fn length_after(&self, field: *const u8) -> Option<usize> {
        // SAFETY: the caller's promise.
        let map = unsafe { lent::<M>(field) };
        let (key, _) = self.entry.as_ref()?;
        Some(map.len() + usize::from(map.get(key).is_none()))
    }
    unsafe fn apply(&mut self, field: *mut u8) {
        // SAFETY: as above.
        let map = unsafe { lent_mut::<M>(field) };
        let Some((key, mut value)) = self.entry.take() else { return };
        match map.get_mut(&key) {
            Some(old) => {
                std::mem::swap(old, &mut value);
                self.entry = Some((key, value));
            }
            None => map.insert(key, value),
        }
    }
    unsafe fn undo(&mut self, field: *mut u8) {
        // SAFETY: as above.
        let map = unsafe { lent_mut::<M>(field) };
        if let Some((key, value)) = &mut self.entry {
            if let Some(new) = map.get_mut(key) {
                std::mem::swap(new, value);
            }
        } else if let Some(key) = &self.key {
            self.entry = map.remove(key);
        }
    }
}

struct Remove<M: Map> {
    key: M::Key,
    entry: Option<(M::Key, M::Value)>,
}

impl<M: Map> Change for Remove<M> {
    unsafe fn length_after(&self, field: *const u8) -> Option<usize> {
        // SAFETY: the caller's promise.
        let map = unsafe { lent::<M>(field) };
        map.get(&self.key).map(|_| map.len() - 1)
    }
    unsafe fn apply(&mut self, field: *mut u8) {
        // SAFETY: as above.
        self.entry = unsafe { lent_mut::<M>(field) }.remove(&self.key);
    }
    unsafe fn undo(&mut self, field: *mut u8) {
        if let Some((key, value)) = self.entry.take() {
            // SAFETY: as above.
            unsafe { lent_mut::<M>(field) }.insert(key, value);
        }
    }
}

impl<M: Map> MapTable for Entries<M> {
    fn len(&self, place: &Place, py: Python<'_>) -> PyResult<usize> {
        let mut length = 0;
        // SAFETY: the table is that of the field.
        place.read(py, &mut |field| length = unsafe { lent::<M>(field) }.len())?;
        Ok(length)
    }

    fn get<'py>(
        &self,
        place: &Place,
        key: &Bound<'py, PyAny>,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        let py = key.py();
        let Some(key) = exact_key::<M::Key>(key, place.mode()) else { return Ok(None) };
        let mut result = None;
        place.read(py, &mut |field| {
            // SAFETY: as above.
            result = unsafe { lent::<M>(field) }.get(&key).map(|value| value.to_py(py));
        })?;
        result.transpose()
    }

    fn contains(&self, place: &Place, key: &Bound<'_, PyAny>) -> PyResult<Option<bool>> {
        let py = key.py();
        let Some(key) = exact_key::<M::Key>(key, place.mode()) else { return Ok(None) };
        let mut found = false;
        place.read(py, &mut |field| {
            // SAFETY: as above.
            found = unsafe { lent::<M>(field) }.get(&key).is_some();
        })?;
        Ok(Some(found))
    }

    fn set(
        &self,
        place: &Place,
        key: &Bound<'_, PyAny>,
        value: &Bound<'_, PyAny>,
    ) -> PyResult<bool> {
        let (py, mode) = (key.py(), place.mode());
        let Some(rust_key) = exact_key::<M::Key>(key, mode) else { return Ok(false) };
        let value = M::Value::from_py(value.as_borrowed(), mode)
            .map_err(|error| place.refused(py, error, Step::Key(shown(key))))?;
        let part = ((&raw const rust_key).cast(), (&raw const value).cast());
        // SAFETY: the part is an entry of the field.
        if !unsafe { place.accepts(py, Some(part)) } {
            return Ok(false);
        }
        let again = if place.has_validate() { exact_key(key, mode) } else { None };
        let mut change = Put::<M> { entry: Some((rust_key, value)), key: again };
        // SAFETY: as above.
        unsafe { place.change(py, &mut change) }
    }

    fn remove(&self, place: &Place, key: &Bound<'_, PyAny>) -> PyResult<bool> {
        let py = key.py();
        let Some(key) = exact_key(key, place.mode()) else { return Ok(false) };
        let mut change = Remove::<M> { key, entry: None };
        // SAFETY: as above.
        unsafe { Ok(place.accepts(py, None) && place.change(py, &mut change)?) }
    }
}
