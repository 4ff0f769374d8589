//! A map or a set, key by key.

use std::marker::PhantomData;

use pyo3::prelude::*;
use pyo3::types::PyList;

use super::keyed::Keyed;
use super::place::{Change, Place, exact_key, lent, lent_mut};
use crate::error::{Step, shown};
use crate::field_type::FieldType;

/// A key and its value, which for an item of a set is `()`.
pub(super) type Entry<'py> = (Bound<'py, PyAny>, Bound<'py, PyAny>);

/// The operations on entries; `None` and `false` send the caller the long way.
pub trait KeyTable: Sync {
    #[doc(hidden)]
    fn len(&self, place: &Place, py: Python<'_>) -> PyResult<usize>;
    /// The keys, in the order of the Rust collection.
    #[doc(hidden)]
    fn keys<'py>(&self, place: &Place, py: Python<'py>) -> PyResult<Bound<'py, PyList>>;
    #[doc(hidden)]
    fn get<'py>(
        &self,
        place: &Place,
        key: &Bound<'py, PyAny>,
    ) -> PyResult<Option<Bound<'py, PyAny>>>;
    /// Whether the key is there; `None` if only Python can say.
    #[doc(hidden)]
    fn contains(&self, place: &Place, key: &Bound<'_, PyAny>) -> PyResult<Option<bool>>;
    /// Sets all of the entries, or none.
    #[doc(hidden)]
    fn put(&self, place: &Place, py: Python<'_>, entries: &[Entry<'_>]) -> PyResult<bool>;
    /// Takes out the entry of the key, or without one the last; returns it if it is `wanted`, else
    /// `None` in Python.
    #[doc(hidden)]
    fn remove<'py>(
        &self,
        place: &Place,
        py: Python<'py>,
        key: Option<&Bound<'py, PyAny>>,
        wanted: bool,
    ) -> PyResult<Option<Entry<'py>>>;
}

/// The table of the map or set `M`.
pub(crate) struct Entries<M>(PhantomData<fn(M)>);

impl<M> Entries<M> {
    pub(crate) const NEW: Self = Self(PhantomData);
}

struct Put<M: Keyed> {
    /// Those to be set; afterwards those displaced, and `None` for each that is new.
    entries: Vec<Option<(M::Key, M::Value)>>,
    /// The keys once more, to take new entries back by.
    again: Vec<M::Key>,
}

impl<M: Keyed> Change for Put<M> {
    unsafe fn length_after(&self, field: *const u8) -> Option<usize> {
        // SAFETY: the caller's promise.
        let map = unsafe { lent::<M>(field) };
        let new = self.entries.iter().flatten().filter(|(key, _)| map.get(key).is_none());
        Some(map.len() + new.count())
    }
    unsafe fn apply(&mut self, field: *mut u8) {
        // SAFETY: as above.
        let map = unsafe { lent_mut::<M>(field) };
        for entry in &mut self.entries {
            if let Some((key, mut value)) = entry.take() {
                if map.swap(&key, &mut value) {
                    *entry = Some((key, value));
                } else {
                    map.insert(usize::MAX, key, value);
                }
            }
        }
    }
    unsafe fn undo(&mut self, field: *mut u8) {
        // SAFETY: as above.
        let map = unsafe { lent_mut::<M>(field) };
        for (entry, key) in self.entries.iter_mut().zip(&self.again).rev() {
            if let Some((key, value)) = entry {
                map.swap(key, value);
            } else {
                *entry = map.remove(key).map(|(_, key, value)| (key, value));
            }
        }
    }
}

struct Remove<M: Keyed> {
    key: Option<M::Key>,
    removed: Option<(usize, M::Key, M::Value)>,
}

impl<M: Keyed> Change for Remove<M> {
    unsafe fn length_after(&self, field: *const u8) -> Option<usize> {
        // SAFETY: the caller's promise.
        let map = unsafe { lent::<M>(field) };
        match &self.key {
            Some(key) if map.get(key).is_none() => None,
            _ => map.len().checked_sub(1),
        }
    }
    unsafe fn apply(&mut self, field: *mut u8) {
        // SAFETY: as above.
        let map = unsafe { lent_mut::<M>(field) };
        self.removed = match &self.key {
            Some(key) => map.remove(key),
            None => map.pop(),
        };
    }
    unsafe fn undo(&mut self, field: *mut u8) {
        if let Some((at, key, value)) = self.removed.take() {
            // SAFETY: as above.
            unsafe { lent_mut::<M>(field) }.insert(at, key, value);
        }
    }
}

impl<M: Keyed> Entries<M> {
    /// What the map, borrowed for that long, answers.
    fn ask<R: Default>(
        place: &Place,
        py: Python<'_>,
        mut question: impl FnMut(&M) -> R,
    ) -> PyResult<R> {
        let mut answer = R::default();
        // SAFETY: the table is that of the field.
        place.read(py, &mut |field| answer = question(unsafe { lent(field) }))?;
        Ok(answer)
    }
}

impl<M: Keyed> KeyTable for Entries<M> {
    fn len(&self, place: &Place, py: Python<'_>) -> PyResult<usize> {
        Self::ask(place, py, M::len)
    }

    fn keys<'py>(&self, place: &Place, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let keys = Self::ask(place, py, |map| -> Vec<_> {
            map.keys().map(|key| key.to_py(py)).collect()
        })?;
        PyList::new(py, keys.into_iter().collect::<PyResult<Vec<_>>>()?)
    }

    fn get<'py>(
        &self,
        place: &Place,
        key: &Bound<'py, PyAny>,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        let py = key.py();
        let Some(key) = exact_key(key, place.mode()) else { return Ok(None) };
        Self::ask(place, py, |map| map.get(&key).map(|value| value.to_py(py)))?.transpose()
    }

    fn contains(&self, place: &Place, key: &Bound<'_, PyAny>) -> PyResult<Option<bool>> {
        let Some(exact) = exact_key(key, place.mode()) else { return Ok(None) };
        Self::ask(place, key.py(), |map| Some(map.get(&exact).is_some()))
    }

    fn put(&self, place: &Place, py: Python<'_>, entries: &[Entry<'_>]) -> PyResult<bool> {
        let mode = place.mode();
        let mut change = Put::<M> { entries: Vec::with_capacity(entries.len()), again: Vec::new() };
        for (key, value) in entries {
            let Some(rust_key) = exact_key::<M::Key>(key, mode) else { return Ok(false) };
            let value = M::Value::from_py(value.as_borrowed(), mode)
                .map_err(|error| place.refused(py, error, Step::Key(shown(key))))?;
            let of_key = (&raw const rust_key).cast();
            let part = if M::IS_SET {
                (std::ptr::null(), of_key)
            } else {
                (of_key, (&raw const value).cast())
            };
            // SAFETY: the part is an entry of the field, or an item.
            if !unsafe { place.accepts(py, Some(part)) } {
                return Ok(false);
            }
            if place.has_validate() {
                let Some(again) = exact_key(key, mode) else { return Ok(false) };
                change.again.push(again);
            }
            change.entries.push(Some((rust_key, value)));
        }
        // SAFETY: the table is that of the field.
        unsafe { place.change(py, &mut change) }
    }

    fn remove<'py>(
        &self,
        place: &Place,
        py: Python<'py>,
        key: Option<&Bound<'py, PyAny>>,
        wanted: bool,
    ) -> PyResult<Option<Entry<'py>>> {
        let exact = key.and_then(|key| exact_key(key, place.mode()));
        if key.is_some() && exact.is_none() {
            return Ok(None);
        }
        let mut change = Remove::<M> { key: exact, removed: None };
        // SAFETY: as above.
        unsafe {
            place.take(py, &mut change, |change| match &change.removed {
                Some((_, key, value)) if wanted => Ok((key.to_py(py)?, value.to_py(py)?)),
                _ => Ok((py.None().into_bound(py), py.None().into_bound(py))),
            })
        }
    }
}
