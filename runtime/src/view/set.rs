//! The view onto a set.

use pyo3::prelude::*;
use pyo3::types::{PySet, PyTuple};

use super::iterators::KeyIterator;
use super::key_table::KeyTable;
use super::place::Place;
use super::{missing, plain, shared_methods};

/// A set that lives in a field of an instance.
#[pyclass(frozen, module = "pyo3_classes")]
pub(super) struct SetView {
    place: Place,
    table: &'static dyn KeyTable,
}

impl SetView {
    pub(super) fn new(place: Place, table: &'static dyn KeyTable) -> Self {
        Self { place, table }
    }

    pub(super) fn place(&self) -> &Place {
        &self.place
    }

    /// Adds all of the items in place; `false` sends the caller the long way.
    pub(super) fn add_all<'py>(
        &self,
        py: Python<'py>,
        items: impl Iterator<Item = Bound<'py, PyAny>>,
    ) -> PyResult<bool> {
        let entries: Vec<_> = items.map(|item| (item, PyTuple::empty(py).into_any())).collect();
        self.table.put(&self.place, py, &entries)
    }

    fn discarded(&self, item: &Bound<'_, PyAny>) -> PyResult<bool> {
        Ok(self.table.remove(&self.place, item.py(), Some(item), false)?.is_some())
    }
}

shared_methods!(SetView, PySet, "set(...)");

#[pymethods]
impl SetView {
    fn __contains__(&self, item: &Bound<'_, PyAny>) -> PyResult<bool> {
        match self.table.contains(&self.place, item)? {
            Some(found) => Ok(found),
            None => self.place.copy(item.py())?.contains(plain(item)?),
        }
    }

    fn __iter__(&self, py: Python<'_>) -> PyResult<KeyIterator> {
        KeyIterator::new(self.place.clone_ref(py), self.table, "Set", false, py)
    }

    /// As `set.add`.
    #[pyo3(signature = (item, /))]
    fn add(&self, item: &Bound<'_, PyAny>) -> PyResult<()> {
        if self.add_all(item.py(), std::iter::once(item.clone()))? {
            return Ok(());
        }
        self.place.edit(item.py(), |copy| copy.call_method1("add", (item,)).map(drop))
    }

    /// As `set.discard`.
    #[pyo3(signature = (item, /))]
    fn discard(&self, item: &Bound<'_, PyAny>) -> PyResult<()> {
        if self.table.contains(&self.place, item)? == Some(false) || self.discarded(item)? {
            return Ok(());
        }
        let item = plain(item)?;
        self.place.edit(item.py(), |copy| copy.call_method1("discard", (&item,)).map(drop))
    }

    /// As `set.remove`.
    #[pyo3(signature = (item, /))]
    fn remove(&self, item: &Bound<'_, PyAny>) -> PyResult<()> {
        if self.table.contains(&self.place, item)? == Some(false) {
            return Err(missing(item));
        }
        if self.discarded(item)? {
            return Ok(());
        }
        let item = plain(item)?;
        self.place.edit(item.py(), |copy| copy.call_method1("remove", (&item,)).map(drop))
    }

    /// As `set.pop`.
    fn pop<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match self.table.remove(&self.place, py, None, true)? {
            Some((item, _)) => Ok(item),
            None => self.place.edit(py, |copy| copy.call_method0("pop")),
        }
    }
}
