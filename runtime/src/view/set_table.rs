//! A set, item by item.

use std::collections::{BTreeSet, HashSet};
use std::hash::{BuildHasher, Hash};
use std::marker::PhantomData;

use pyo3::prelude::*;

use super::place::{Change, Place, exact_key, lent, lent_mut};
use crate::field_type::FieldType;

/// The operations on one item; `None` and `false` send the caller the long way.
pub trait SetTable: Sync {
    #[doc(hidden)]
    fn len(&self, place: &Place, py: Python<'_>) -> PyResult<usize>;
    /// Whether the item is there; `None` if only Python can say.
    #[doc(hidden)]
    fn contains(&self, place: &Place, item: &Bound<'_, PyAny>) -> PyResult<Option<bool>>;
    #[doc(hidden)]
    fn add(&self, place: &Place, item: &Bound<'_, PyAny>) -> PyResult<bool>;
    #[doc(hidden)]
    fn remove(&self, place: &Place, item: &Bound<'_, PyAny>) -> PyResult<bool>;
}

/// What the sets of the standard library share.
pub(super) trait Set: 'static {
    type Item: FieldType;
    fn len(&self) -> usize;
    fn contains(&self, item: &Self::Item) -> bool;
    fn insert(&mut self, item: Self::Item);
    fn take(&mut self, item: &Self::Item) -> Option<Self::Item>;
}

macro_rules! set {
    ($set:ident<T $(, $hasher:ident)?>, [$($parameters:tt)*]) => {
        impl<$($parameters)*> Set for $set<T $(, $hasher)?> {
            type Item = T;

            fn len(&self) -> usize {
                $set::len(self)
            }
            fn contains(&self, item: &T) -> bool {
                $set::contains(self, item)
            }
            fn insert(&mut self, item: T) {
                $set::insert(self, item);
            }
            fn take(&mut self, item: &T) -> Option<T> {
                $set::take(self, item)
            }
        }
    };
}

set!(HashSet<T, S>, [T: FieldType + Eq + Hash, S: BuildHasher + Default + 'static]);
set!(BTreeSet<T>, [T: FieldType + Ord]);

/// The table of the set `S`.
pub(super) struct Members<S>(pub(super) PhantomData<fn(S)>);

struct Add<S: Set> {
    item: Option<S::Item>,
    /// The item once more, to take it back by.
    again: Option<S::Item>,
}

impl<S: Set> Change for Add<S> {
    unsafe fn length_after(&self, field: *const u8) -> Option<usize> {
        // SAFETY: the caller's promise.
        let set = unsafe { lent::<S>(field) };
        Some(set.len() + usize::from(!set.contains(self.item.as_ref()?)))
    }
    unsafe fn apply(&mut self, field: *mut u8) {
        // SAFETY: as above.
        let set = unsafe { lent_mut::<S>(field) };
        if let Some(item) = self.item.take_if(|item| !set.contains(item)) {
            set.insert(item);
        }
    }
    unsafe fn undo(&mut self, field: *mut u8) {
        // One that was there before is still in the change.
        if let (None, Some(item)) = (&self.item, &self.again) {
            // SAFETY: as above.
            self.item = unsafe { lent_mut::<S>(field) }.take(item);
        }
    }
}

struct Remove<S: Set> {
    item: S::Item,
    taken: Option<S::Item>,
}

impl<S: Set> Change for Remove<S> {
    unsafe fn length_after(&self, field: *const u8) -> Option<usize> {
        // SAFETY: the caller's promise.
        let set = unsafe { lent::<S>(field) };
        set.contains(&self.item).then(|| set.len() - 1)
    }
    unsafe fn apply(&mut self, field: *mut u8) {
        // SAFETY: as above.
        self.taken = unsafe { lent_mut::<S>(field) }.take(&self.item);
    }
    unsafe fn undo(&mut self, field: *mut u8) {
        if let Some(item) = self.taken.take() {
            // SAFETY: as above.
            unsafe { lent_mut::<S>(field) }.insert(item);
        }
    }
}

impl<S: Set> SetTable for Members<S> {
    fn len(&self, place: &Place, py: Python<'_>) -> PyResult<usize> {
        let mut length = 0;
        // SAFETY: the table is that of the field.
        place.read(py, &mut |field| length = unsafe { lent::<S>(field) }.len())?;
        Ok(length)
    }

    fn contains(&self, place: &Place, item: &Bound<'_, PyAny>) -> PyResult<Option<bool>> {
        let py = item.py();
        let Some(item) = exact_key::<S::Item>(item, place.mode()) else { return Ok(None) };
        let mut found = false;
        // SAFETY: as above.
        place.read(py, &mut |field| found = unsafe { lent::<S>(field) }.contains(&item))?;
        Ok(Some(found))
    }

    fn add(&self, place: &Place, item: &Bound<'_, PyAny>) -> PyResult<bool> {
        let (py, mode) = (item.py(), place.mode());
        let Some(rust) = exact_key::<S::Item>(item, mode) else { return Ok(false) };
        let part = (std::ptr::null(), (&raw const rust).cast());
        // SAFETY: the part is an item of the field.
        if !unsafe { place.accepts(py, Some(part)) } {
            return Ok(false);
        }
        let again = if place.has_validate() { exact_key(item, mode) } else { None };
        // SAFETY: as above.
        unsafe { place.change(py, &mut Add::<S> { item: Some(rust), again }) }
    }

    fn remove(&self, place: &Place, item: &Bound<'_, PyAny>) -> PyResult<bool> {
        let py = item.py();
        let Some(item) = exact_key(item, place.mode()) else { return Ok(false) };
        let mut change = Remove::<S> { item, taken: None };
        // SAFETY: as above.
        unsafe { Ok(place.accepts(py, None) && place.change(py, &mut change)?) }
    }
}
