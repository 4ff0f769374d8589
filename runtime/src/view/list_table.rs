//! A sequence, item by item.

use std::marker::PhantomData;
use std::ops::DerefMut;

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
    /// Inserts all of the values before the position, or at the end, or none.
    #[doc(hidden)]
    fn insert(
        &self,
        place: &Place,
        py: Python<'_>,
        index: Option<isize>,
        values: &[Bound<'_, PyAny>],
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

/// What the sequences that have views share.
pub trait Sequence: DerefMut<Target = [Self::Item]> + 'static {
    type Item: FieldType;
    fn insert(&mut self, at: usize, item: Self::Item);
    fn remove(&mut self, at: usize) -> Self::Item;
}

macro_rules! sequence {
    ($type:ty, [$($parameters:tt)*]) => {
        impl<$($parameters)*> $crate::view::list_table::Sequence for $type {
            type Item = T;

            fn insert(&mut self, at: usize, item: T) {
                Self::insert(self, at, item);
            }
            fn remove(&mut self, at: usize) -> T {
                Self::remove(self, at)
            }
        }

        $crate::builder::collects!(list $type, [$($parameters)*]);

        #[diagnostic::do_not_recommend]
        impl<$($parameters)*> $crate::view::Viewable for $type {
            const VIEW: $crate::view::ViewTable = {
                assert!(
                    !T::SEQUENCE_IS_BYTES,
                    "`view` does not apply to a sequence of `u8`, which is `bytes` in Python and cannot change"
                );
                $crate::view::ViewTable::List(&$crate::view::list_table::Items::<Self>::NEW)
            };
        }
    };
}

#[allow(unused_imports, reason = "used by the sequences of other crates, behind features")]
pub(crate) use sequence;

sequence!(Vec<T>, [T: FieldType]);

/// The table of the sequence `S`.
pub(crate) struct Items<S>(PhantomData<fn(S)>);

impl<S> Items<S> {
    pub(crate) const NEW: Self = Self(PhantomData);
}

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

struct Replace<S: Sequence>(isize, S::Item);

impl<S: Sequence> Change for Replace<S> {
    unsafe fn length_after(&self, field: *const u8) -> Option<usize> {
        // SAFETY: the caller's promise.
        let items = unsafe { lent::<S>(field) };
        position(self.0, items.len()).map(|_| items.len())
    }
    unsafe fn apply(&mut self, field: *mut u8) {
        // SAFETY: as above.
        let items = unsafe { lent_mut::<S>(field) };
        if let Some(item) = position(self.0, items.len()).and_then(|index| items.get_mut(index)) {
            std::mem::swap(item, &mut self.1);
        }
    }
    unsafe fn undo(&mut self, field: *mut u8) {
        // SAFETY: as above; a swap is its own opposite.
        unsafe { self.apply(field) };
    }
}

struct Insert<S: Sequence> {
    index: Option<isize>,
    /// `None` while they are in the sequence, from `at` on.
    items: Vec<Option<S::Item>>,
    at: usize,
}

impl<S: Sequence> Change for Insert<S> {
    unsafe fn length_after(&self, field: *const u8) -> Option<usize> {
        // SAFETY: the caller's promise.
        Some(unsafe { lent::<S>(field) }.len() + self.items.len())
    }
    unsafe fn apply(&mut self, field: *mut u8) {
        // SAFETY: as above.
        let items = unsafe { lent_mut::<S>(field) };
        self.at = insertion(self.index, items.len());
        for (offset, item) in self.items.iter_mut().filter_map(Option::take).enumerate() {
            items.insert(self.at + offset, item);
        }
    }
    unsafe fn undo(&mut self, field: *mut u8) {
        // SAFETY: as above.
        let items = unsafe { lent_mut::<S>(field) };
        for (offset, item) in self.items.iter_mut().enumerate().rev() {
            *item = Some(items.remove(self.at + offset));
        }
    }
}

struct Remove<S: Sequence> {
    index: isize,
    at: usize,
    item: Option<S::Item>,
}

impl<S: Sequence> Change for Remove<S> {
    unsafe fn length_after(&self, field: *const u8) -> Option<usize> {
        // SAFETY: the caller's promise.
        let length = unsafe { lent::<S>(field) }.len();
        position(self.index, length).map(|_| length - 1)
    }
    unsafe fn apply(&mut self, field: *mut u8) {
        // SAFETY: as above.
        let items = unsafe { lent_mut::<S>(field) };
        if let Some(at) = position(self.index, items.len()) {
            self.at = at;
            self.item = Some(items.remove(at));
        }
    }
    unsafe fn undo(&mut self, field: *mut u8) {
        // SAFETY: as above.
        let items = unsafe { lent_mut::<S>(field) };
        if let Some(item) = self.item.take() {
            items.insert(self.at.min(items.len()), item);
        }
    }
}

impl<S: Sequence> Items<S> {
    /// The item that will be at a position; `None` if it breaks a rule.
    fn converted(place: &Place, value: &Bound<'_, PyAny>, at: usize) -> PyResult<Option<S::Item>> {
        let item = S::Item::from_py(value.as_borrowed(), place.mode())
            .map_err(|error| place.refused(value.py(), error, Step::Index(at)))?;
        let part = (std::ptr::null(), (&raw const item).cast());
        // SAFETY: the part is an item of the field.
        Ok(unsafe { place.accepts(value.py(), Some(part)) }.then_some(item))
    }
}

impl<S: Sequence> ListTable for Items<S> {
    fn len(&self, place: &Place, py: Python<'_>) -> PyResult<usize> {
        let mut length = 0;
        // SAFETY: the table is that of the field.
        place.read(py, &mut |field| length = unsafe { lent::<S>(field) }.len())?;
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
            let items = unsafe { lent::<S>(field) };
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
        unsafe { place.change(value.py(), &mut Replace::<S>(index, item)) }
    }

    fn insert(
        &self,
        place: &Place,
        py: Python<'_>,
        index: Option<isize>,
        values: &[Bound<'_, PyAny>],
    ) -> PyResult<bool> {
        let at = insertion(index, self.len(place, py)?);
        let mut items = Vec::with_capacity(values.len());
        for (offset, value) in values.iter().enumerate() {
            let Some(item) = Self::converted(place, value, at + offset)? else { return Ok(false) };
            items.push(Some(item));
        }
        // SAFETY: as above.
        unsafe { place.change(py, &mut Insert::<S> { index, items, at: 0 }) }
    }

    fn remove<'py>(
        &self,
        place: &Place,
        index: isize,
        wanted: bool,
        py: Python<'py>,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        let mut change = Remove::<S> { index, at: 0, item: None };
        // SAFETY: as above.
        unsafe {
            place.take(py, &mut change, |change| match &change.item {
                Some(item) if wanted => item.to_py(py),
                _ => Ok(py.None().into_bound(py)),
            })
        }
    }
}
