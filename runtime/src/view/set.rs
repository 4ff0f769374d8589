//! The view onto a set.

use pyo3::basic::CompareOp;
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use super::iterators::{KeyIterator, KeyTable};
use super::place::Place;
use super::plain;
use super::set_table::SetTable;

/// A set that lives in a field of an instance.
#[pyclass(frozen, module = "pyo3_classes")]
pub(super) struct SetView {
    place: Place,
    table: &'static dyn SetTable,
}

impl SetView {
    pub(super) fn new(place: Place, table: &'static dyn SetTable) -> Self {
        Self { place, table }
    }

    pub(super) fn place(&self) -> &Place {
        &self.place
    }
}

#[pymethods]
impl SetView {
    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.table.len(&self.place, py)
    }

    fn __contains__(&self, item: &Bound<'_, PyAny>) -> PyResult<bool> {
        match self.table.contains(&self.place, item)? {
            Some(found) => Ok(found),
            None => self.place.copy(item.py())?.contains(plain(item)?),
        }
    }

    fn __iter__(&self, py: Python<'_>) -> PyResult<KeyIterator> {
        KeyIterator::new(self.place.clone_ref(py), KeyTable::Set(self.table), false, py)
    }

    fn __richcmp__<'py>(
        &self,
        other: &Bound<'py, PyAny>,
        op: CompareOp,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.place.compare(other, op)
    }

    fn __repr__(this: &Bound<'_, Self>) -> PyResult<String> {
        this.get().place.repr(this, "set(...)")
    }

    /// As `set.add`.
    fn add(&self, item: &Bound<'_, PyAny>) -> PyResult<()> {
        if self.table.add(&self.place, item)? {
            return Ok(());
        }
        self.place.edit(item.py(), |copy| copy.call_method1("add", (item,)).map(drop))
    }

    /// As `set.discard`.
    fn discard(&self, item: &Bound<'_, PyAny>) -> PyResult<()> {
        if self.table.contains(&self.place, item)? == Some(false)
            || self.table.remove(&self.place, item)?
        {
            return Ok(());
        }
        let item = plain(item)?;
        self.place.edit(item.py(), |copy| copy.call_method1("discard", (&item,)).map(drop))
    }

    /// As `set.remove`.
    fn remove(&self, item: &Bound<'_, PyAny>) -> PyResult<()> {
        if self.table.remove(&self.place, item)? {
            return Ok(());
        }
        let item = plain(item)?;
        self.place.edit(item.py(), |copy| copy.call_method1("remove", (&item,)).map(drop))
    }

    /// As `set.pop`.
    fn pop<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.place.edit(py, |copy| copy.call_method0("pop"))
    }

    /// As `set.clear`.
    fn clear(&self, py: Python<'_>) -> PyResult<()> {
        self.place.edit(py, |copy| copy.call_method0("clear").map(drop))
    }

    /// A plain set of the items.
    fn copy<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.place.copy(py)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.place.reduce(py)
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        self.place.traverse(&visit)
    }
}
