//! The view onto a sequence.

use std::slice::from_ref;

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyInt, PyList, PySlice, PyTuple};

use super::iterators::ListIterator;
use super::list_table::ListTable;
use super::place::{Place, listed};
use super::{plain, shared_methods};

/// A list that lives in a field of an instance.
#[pyclass(frozen, module = "pyo3_classes", sequence)]
pub(super) struct ListView {
    place: Place,
    table: &'static dyn ListTable,
}

impl ListView {
    pub(super) fn new(place: Place, table: &'static dyn ListTable) -> Self {
        Self { place, table }
    }

    pub(super) fn place(&self) -> &Place {
        &self.place
    }

    fn extend_by(&self, items: &Bound<'_, PyAny>) -> PyResult<()> {
        // All of them before the first enters: the iterable may raise, or look at this list.
        let items = listed(items)?;
        let values: Vec<_> = items.iter().collect();
        if self.table.insert(&self.place, items.py(), None, &values)? {
            return Ok(());
        }
        self.place.edit(items.py(), |copy| copy.call_method1("extend", (&items,)).map(drop))
    }
}

/// A position, from what is an `int` and nothing else; the long way deals with the rest.
fn position(index: &Bound<'_, PyAny>) -> Option<isize> {
    if index.is_exact_instance_of::<PyInt>() { index.extract().ok() } else { None }
}

shared_methods!(ListView, PyList, "[...]");

#[pymethods]
impl ListView {
    fn __getitem__<'py>(&self, index: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        if let Some(position) = position(index)
            && let Some(item) = self.table.get(&self.place, position, index.py())?
        {
            return Ok(item);
        }
        self.place.copy(index.py())?.get_item(index)
    }

    fn __setitem__(&self, index: &Bound<'_, PyAny>, value: &Bound<'_, PyAny>) -> PyResult<()> {
        if let Some(position) = position(index) {
            if self.table.set(&self.place, position, value)? {
                return Ok(());
            }
            return self.place.edit(index.py(), |copy| copy.set_item(index, value));
        }
        // A slice: all of the items first, as in `extend`.
        let value =
            if value.try_iter().is_ok() { listed(value)?.into_any() } else { value.clone() };
        self.place.edit(index.py(), |copy| copy.set_item(index, &value))
    }

    fn __delitem__(&self, index: &Bound<'_, PyAny>) -> PyResult<()> {
        let py = index.py();
        if let Some(position) = position(index)
            && self.table.remove(&self.place, position, false, py)?.is_some()
        {
            return Ok(());
        }
        self.place.edit(py, |copy| copy.del_item(index))
    }

    fn __contains__(&self, item: &Bound<'_, PyAny>) -> PyResult<bool> {
        self.place.copy(item.py())?.contains(item)
    }

    fn __iter__(&self, py: Python<'_>) -> ListIterator {
        ListIterator::forward(self.place.clone_ref(py), self.table)
    }

    fn __reversed__(&self, py: Python<'_>) -> PyResult<ListIterator> {
        ListIterator::backward(self.place.clone_ref(py), self.table, py)
    }

    fn __add__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.place.copy(other.py())?.add(plain(other)?)
    }

    fn __radd__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        plain(other)?.add(self.place.copy(other.py())?)
    }

    fn __mul__<'py>(&self, times: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.place.copy(times.py())?.mul(times)
    }

    fn __rmul__<'py>(&self, times: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        times.mul(self.place.copy(times.py())?)
    }

    fn __iadd__(&self, items: &Bound<'_, PyAny>) -> PyResult<()> {
        self.extend_by(items)
    }

    fn __imul__(&self, times: &Bound<'_, PyAny>) -> PyResult<()> {
        self.place.edit(times.py(), |copy| {
            let product = copy.mul(times)?;
            copy.set_item(PySlice::full(copy.py()), product)
        })
    }

    /// As `list.append`.
    #[pyo3(signature = (item, /))]
    fn append(&self, item: &Bound<'_, PyAny>) -> PyResult<()> {
        if self.table.insert(&self.place, item.py(), None, from_ref(item))? {
            return Ok(());
        }
        self.place.edit(item.py(), |copy| copy.call_method1("append", (item,)).map(drop))
    }

    /// As `list.extend`.
    #[pyo3(signature = (items, /))]
    fn extend(&self, items: &Bound<'_, PyAny>) -> PyResult<()> {
        self.extend_by(items)
    }

    /// As `list.insert`.
    #[pyo3(signature = (index, item, /))]
    fn insert(&self, index: &Bound<'_, PyAny>, item: &Bound<'_, PyAny>) -> PyResult<()> {
        if let Some(position) = position(index)
            && self.table.insert(&self.place, item.py(), Some(position), from_ref(item))?
        {
            return Ok(());
        }
        self.place.edit(item.py(), |copy| copy.call_method1("insert", (index, item)).map(drop))
    }

    /// As `list.pop`.
    #[pyo3(signature = (*index))]
    fn pop<'py>(&self, index: &Bound<'py, PyTuple>) -> PyResult<Bound<'py, PyAny>> {
        let py = index.py();
        let at = match index.len() {
            0 => Some(-1),
            1 => position(&index.get_item(0)?),
            _ => None,
        };
        if let Some(at) = at
            && let Some(item) = self.table.remove(&self.place, at, true, py)?
        {
            return Ok(item);
        }
        self.place.edit_by(py, "pop", index)
    }

    /// As `list.remove`.
    #[pyo3(signature = (item, /))]
    fn remove(&self, item: &Bound<'_, PyAny>) -> PyResult<()> {
        self.place.edit(item.py(), |copy| copy.call_method1("remove", (item,)).map(drop))
    }

    /// As `list.index`.
    #[pyo3(signature = (*args))]
    fn index<'py>(&self, args: &Bound<'py, PyTuple>) -> PyResult<Bound<'py, PyAny>> {
        self.place.copy(args.py())?.call_method1("index", args)
    }

    /// As `list.count`.
    #[pyo3(signature = (item, /))]
    fn count<'py>(&self, item: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.place.copy(item.py())?.call_method1("count", (item,))
    }

    /// As `list.reverse`.
    fn reverse(&self, py: Python<'_>) -> PyResult<()> {
        self.place.edit(py, |copy| copy.call_method0("reverse").map(drop))
    }

    /// As `list.sort`.
    #[pyo3(signature = (*args, **options))]
    fn sort<'py>(
        &self,
        args: &Bound<'py, PyTuple>,
        options: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<()> {
        self.place.edit(args.py(), |copy| copy.call_method("sort", args, options).map(drop))
    }
}
