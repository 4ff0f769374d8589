//! The view onto a map.

use pyo3::basic::CompareOp;
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use super::iterators::{KeyIterator, KeyTable};
use super::map_table::MapTable;
use super::place::{Place, plain_all};
use super::plain;

/// A dict that lives in a field of an instance.
#[pyclass(frozen, module = "pyo3_classes", mapping)]
pub(super) struct MapView {
    place: Place,
    table: &'static dyn MapTable,
}

impl MapView {
    pub(super) fn new(place: Place, table: &'static dyn MapTable) -> Self {
        Self { place, table }
    }

    pub(super) fn place(&self) -> &Place {
        &self.place
    }

    fn iterator(&self, py: Python<'_>, backward: bool) -> PyResult<KeyIterator> {
        KeyIterator::new(self.place.clone_ref(py), KeyTable::Map(self.table), backward, py)
    }

    /// The value of the key, if it is there.
    fn find<'py>(&self, key: &Bound<'py, PyAny>) -> PyResult<Option<Bound<'py, PyAny>>> {
        if let Some(value) = self.table.get(&self.place, key)? {
            return Ok(Some(value));
        }
        if self.table.contains(&self.place, key)? == Some(false) {
            return Ok(None);
        }
        let copy = self.place.copy(key.py())?;
        if copy.contains(key)? { copy.get_item(key).map(Some) } else { Ok(None) }
    }
}

/// One of the views of `collections.abc` onto the keys, values or items.
fn part_of<'py>(this: &Bound<'py, MapView>, class: &str) -> PyResult<Bound<'py, PyAny>> {
    this.py().import(intern!(this.py(), "collections.abc"))?.getattr(class)?.call1((this,))
}

#[pymethods]
impl MapView {
    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.table.len(&self.place, py)
    }

    fn __getitem__<'py>(&self, key: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        match self.table.get(&self.place, key)? {
            Some(value) => Ok(value),
            None => self.place.copy(key.py())?.get_item(key),
        }
    }

    fn __setitem__(&self, key: &Bound<'_, PyAny>, value: &Bound<'_, PyAny>) -> PyResult<()> {
        if self.table.set(&self.place, key, value)? {
            return Ok(());
        }
        self.place.edit(key.py(), |copy| copy.set_item(key, value))
    }

    fn __delitem__(&self, key: &Bound<'_, PyAny>) -> PyResult<()> {
        if self.table.remove(&self.place, key)? {
            return Ok(());
        }
        self.place.edit(key.py(), |copy| copy.del_item(key))
    }

    fn __contains__(&self, key: &Bound<'_, PyAny>) -> PyResult<bool> {
        match self.table.contains(&self.place, key)? {
            Some(found) => Ok(found),
            None => self.place.copy(key.py())?.contains(key),
        }
    }

    fn __iter__(&self, py: Python<'_>) -> PyResult<KeyIterator> {
        self.iterator(py, false)
    }

    fn __reversed__(&self, py: Python<'_>) -> PyResult<KeyIterator> {
        self.iterator(py, true)
    }

    fn __richcmp__<'py>(
        &self,
        other: &Bound<'py, PyAny>,
        op: CompareOp,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.place.compare(other, op)
    }

    fn __repr__(this: &Bound<'_, Self>) -> PyResult<String> {
        this.get().place.repr(this, "{...}")
    }

    fn __or__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.place.copy(other.py())?.bitor(plain(other)?)
    }

    fn __ror__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        plain(other)?.bitor(self.place.copy(other.py())?)
    }

    fn __ior__(&self, other: &Bound<'_, PyAny>) -> PyResult<()> {
        let other = plain(other)?;
        self.place.edit(other.py(), |copy| copy.call_method1("__ior__", (&other,)).map(drop))
    }

    /// As `dict.keys`.
    fn keys<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        part_of(this, "KeysView")
    }

    /// As `dict.values`.
    fn values<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        part_of(this, "ValuesView")
    }

    /// As `dict.items`.
    fn items<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        part_of(this, "ItemsView")
    }

    /// As `dict.get`.
    #[pyo3(signature = (key, default=None, /))]
    fn get<'py>(
        &self,
        key: &Bound<'py, PyAny>,
        default: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        Ok(self.find(key)?.or(default))
    }

    /// As `dict.pop`.
    #[pyo3(signature = (*args))]
    fn pop<'py>(&self, args: &Bound<'py, PyTuple>) -> PyResult<Bound<'py, PyAny>> {
        if (1..=2).contains(&args.len()) {
            let key = args.get_item(0)?;
            if let Some(value) = self.table.get(&self.place, &key)?
                && self.table.remove(&self.place, &key)?
            {
                return Ok(value);
            }
        }
        self.place.edit(args.py(), |copy| copy.call_method1("pop", args))
    }

    /// As `dict.popitem`.
    fn popitem<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.place.edit(py, |copy| copy.call_method0("popitem"))
    }

    /// As `dict.setdefault`.
    #[pyo3(signature = (key, default=None, /))]
    fn setdefault<'py>(
        &self,
        key: &Bound<'py, PyAny>,
        default: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        if let Some(value) = self.find(key)? {
            return Ok(value);
        }
        let default = default.unwrap_or_else(|| key.py().None().into_bound(key.py()));
        self.__setitem__(key, &default)?;
        // The value as the field has it, unless the key is no longer the one that was given.
        Ok(self.find(key)?.unwrap_or(default))
    }

    /// As `dict.update`.
    #[pyo3(signature = (*args, **named))]
    fn update<'py>(
        &self,
        args: &Bound<'py, PyTuple>,
        named: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<()> {
        let args = plain_all(args)?;
        self.place.edit(args.py(), |copy| copy.call_method("update", args, named).map(drop))
    }

    /// As `dict.clear`.
    fn clear(&self, py: Python<'_>) -> PyResult<()> {
        self.place.edit(py, |copy| copy.call_method0("clear").map(drop))
    }

    /// A plain dict of the entries.
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
