//! A `Vec`, item by item.

use std::marker::PhantomData;

use pyo3::prelude::*;

use super::place::{Change, Place, lent, lent_mut};
use crate::error::Step;
use crate::field_type::FieldType;

/// The operations on one item; `None` and `false` send the caller the long way.
pub trait ListTable: Sync {
    #[doc(hidden)]
    fn len(&self, place: &Place, py: Python<'_>) -> PyResult<usize>;
    /// The item at a position, which may count from the end.
    #[doc(hidden)]
    fn get<'py>(
        &self,
        place: &Place,
        index: isize,
        py: Python<'py>,
    ) -> PyResult<Option<Bound<'py, PyAny>>>;
    #[doc(hidden)]
    fn set(&self, place: &Place, index: isize, value: &Bound<'_, PyAny>) -> PyResult<bool>;
    /// Inserts before the position, or at the end.
    #[doc(hidden)]
    fn insert(
        &self,
        place: &Place,
        index: Option<isize>,
        value: &Bound<'_, PyAny>,
    ) -> PyResult<bool>;
    /// Removes the item at the position; returns it if it is `wanted`, else `None` in Python.
    #[doc(hidden)]
    fn remove<'py>(
        &self,
        place: &Place,
        index: isize,
        wanted: bool,
        py: Python<'py>,
    ) -> PyResult<Option<Bound<'py, PyAny>>>;
}

/// The table of `Vec<T>`.
pub(super) struct Items<T>(pub(super) PhantomData<fn(T)>);

/// The position of an existing item.
fn position(index: isize, length: usize) -> Option<usize> {
    let index =
        if index < 0 { length.checked_sub(index.unsigned_abs())? } else { index.unsigned_abs() };
    (index < length).then_some(index)
}

/// The position to insert at: as for `list.insert`, one beyond an end is that end.
fn insertion(index: Option<isize>, length: usize) -> usize {
    match index {
        None => length,
        Some(index) if index < 0 => length.saturating_sub(index.unsigned_abs()),
        Some(index) => index.unsigned_abs().min(length),
    }
}

struct Replace<T>(isize, T);

impl<T> Change for Replace<T> {
    unsafe fn length_after(&self, field: *const u8) -> Option<usize> {
        // SAFETY: the caller's promise.
        let items = unsafe { lent::<Vec<T>>(field) };
        position(self.0, items.len()).map(|_| items.len())
    }
    unsafe fn apply(&mut self, field: *mut u8) {
        // SAFETY: as above.
        let items = unsafe { lent_mut::<Vec<T>>(field) };
        if let Some(item) = position(self.0, items.len()).and_then(|index| items.get_mut(index)) {
            std::mem::swap(item, &mut self.1);
        }
    }
    unsafe fn undo(&mut self, field: *mut u8) {
        // SAFETY: as above; a swap is its own opposite.
        unsafe { self.apply(field) };
    }
}

struct Insert<T> {
    index: Option<isize>,
    item: Option<T>,
    at: usize,
}

impl<T> Change for Insert<T> {
    unsafe fn length_after(&self, field: *const u8) -> Option<usize> {
        // SAFETY: the caller's promise.
        Some(unsafe { lent::<Vec<T>>(field) }.len() + 1)
    }
    unsafe fn apply(&mut self, field: *mut u8) {
        // SAFETY: as above.
        let items = unsafe { lent_mut::<Vec<T>>(field) };
        self.at = insertion(self.index, items.len());
        if let Some(item) = self.item.take() {
            items.insert(self.at, item);
        }
    }
    unsafe fn undo(&mut self, field: *mut u8) {
        // SAFETY: as above.
        self.item = Some(unsafe { lent_mut::<Vec<T>>(field) }.remove(self.at));
    }
}

struct Remove<T> {
    index: isize,
    at: usize,
    item: Option<T>,
}

impl<T> Change for Remove<T> {
    unsafe fn length_after(&self, field: *const u8) -> Option<usize> {
        // SAFETY: the caller's promise.
        let length = unsafe { lent::<Vec<T>>(field) }.len();
        position(self.index, length).map(|_| length - 1)
    }
    unsafe fn apply(&mut self, field: *mut u8) {
        // SAFETY: as above.
        let items = unsafe { lent_mut::<Vec<T>>(field) };
        if let Some(at) = position(self.index, items.len()) {
            self.at = at;
            self.item = Some(items.remove(at));
        }
    }
    unsafe fn undo(&mut self, field: *mut u8) {
        // SAFETY: as above.
        let items = unsafe { lent_mut::<Vec<T>>(field) };
        if let Some(item) = self.item.take() {
            items.insert(self.at.min(items.len()), item);
        }
    }
}

impl<T: FieldType> Items<T> {
    /// The item that will be at a position; `None` if it breaks a rule.
    fn converted(place: &Place, value: &Bound<'_, PyAny>, at: usize) -> PyResult<Option<T>> {
        let item = T::from_py(value.as_borrowed(), place.mode())
            .map_err(|error| place.refused(value.py(), error, Step::Index(at)))?;
        let part = (std::ptr::null(), (&raw const item).cast());
        // SAFETY: the part is an item of the field.
        Ok(unsafe { place.accepts(value.py(), Some(part)) }.then_some(item))
    }
}

impl<T: FieldType> ListTable for Items<T> {
    fn len(&self, place: &Place, py: Python<'_>) -> PyResult<usize> {
        let mut length = 0;
        // SAFETY: the table is that of the field.
        place.read(py, &mut |field| length = unsafe { lent::<Vec<T>>(field) }.len())?;
        Ok(length)
    }

    fn get<'py>(
        &self,
        place: &Place,
        index: isize,
        py: Python<'py>,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        let mut result = None;
        place.read(py, &mut |field| {
            // SAFETY: as above.
            let items = unsafe { lent::<Vec<T>>(field) };
            result = position(index, items.len())
                .and_then(|index| items.get(index))
                .map(|item| item.to_py(py));
        })?;
        result.transpose()
    }

    fn set(&self, place: &Place, index: isize, value: &Bound<'_, PyAny>) -> PyResult<bool> {
        let Some(at) = position(index, self.len(place, value.py())?) else { return Ok(false) };
        let Some(item) = Self::converted(place, value, at)? else { return Ok(false) };
        // SAFETY: as above.
        unsafe { place.change(value.py(), &mut Replace(index, item)) }
    }

    fn insert(
        &self,
        place: &Place,
        index: Option<isize>,
        value: &Bound<'_, PyAny>,
    ) -> PyResult<bool> {
        let at = insertion(index, self.len(place, value.py())?);
        let Some(item) = Self::converted(place, value, at)? else { return Ok(false) };
        // SAFETY: as above.
        unsafe { place.change(value.py(), &mut Insert { index, item: Some(item), at: 0 }) }
    }

    fn remove<'py>(
        &self,
        place: &Place,
        index: isize,
        wanted: bool,
        py: Python<'py>,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        let mut change = Remove { index, at: 0, item: None::<T> };
        // SAFETY: as above.
        if !unsafe { place.accepts(py, None) && place.change(py, &mut change)? } {
            return Ok(None);
        }
        let item = match &change.item {
            Some(item) if wanted => item.to_py(py),
            _ => return Ok(Some(py.None().into_bound(py))),
        };
        if item.is_err() {
            // An error changes nothing.
            let back = isize::try_from(change.at).ok();
            let mut back = Insert { index: back, item: change.item.take(), at: 0 };
            // SAFETY: as above.
            unsafe { place.change(py, &mut back)? };
        }
        item.map(Some)
    }
}
