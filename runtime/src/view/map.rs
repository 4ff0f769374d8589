//! The view onto a map.

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyTuple};

use super::iterators::KeyIterator;
use super::key_table::KeyTable;
use super::place::{Place, plain_all};
use super::{missing, plain, shared_methods};

/// A dict that lives in a field of an instance.
#[pyclass(frozen, module = "pyo3_classes", mapping)]
pub(super) struct MapView {
    place: Place,
    table: &'static dyn KeyTable,
}

impl MapView {
    pub(super) fn new(place: Place, table: &'static dyn KeyTable) -> Self {
        Self { place, table }
    }

    pub(super) fn place(&self) -> &Place {
        &self.place
    }

    fn iterator(&self, py: Python<'_>, backward: bool) -> PyResult<KeyIterator> {
        KeyIterator::new(self.place.clone_ref(py), self.table, "dictionary", backward, py)
    }

    /// Whether the key is not there, for sure.
    fn lacks(&self, key: &Bound<'_, PyAny>) -> PyResult<bool> {
        Ok(self.table.contains(&self.place, key)? == Some(false))
    }

    /// Takes in what the dict holds.
    fn merge(&self, new: &Bound<'_, PyDict>) -> PyResult<()> {
        let entries: Vec<_> = new.iter().collect();
        if self.table.put(&self.place, new.py(), &entries)? {
            return Ok(());
        }
        self.place.edit(new.py(), |copy| copy.call_method1("update", (new,)).map(drop))
    }

    /// The value of the key, if it is there.
    fn find<'py>(&self, key: &Bound<'py, PyAny>) -> PyResult<Option<Bound<'py, PyAny>>> {
        if let Some(value) = self.table.get(&self.place, key)? {
            return Ok(Some(value));
        }
        if self.lacks(key)? {
            return Ok(None);
        }
        let copy = self.place.copy(key.py())?;
        if copy.contains(key)? { copy.get_item(key).map(Some) } else { Ok(None) }
    }
}

/// A view onto the keys, values or items.
fn part_of<'py>(this: &Bound<'py, MapView>, class: &str) -> PyResult<Bound<'py, PyAny>> {
    static CLASSES: PyOnceLock<Py<PyDict>> = PyOnceLock::new();
    let py = this.py();
    let classes = CLASSES.get_or_try_init(py, || {
        let globals = PyDict::new(py);
        globals.set_item(intern!(py, "__name__"), "pyo3_classes")?;
        py.run(&std::ffi::CString::new(include_str!("parts.py"))?, Some(&globals), None)?;
        Ok::<_, PyErr>(globals.unbind())
    })?;
    classes.bind(py).as_any().get_item(class)?.call1((this,))
}

shared_methods!(MapView, PyDict, "{...}");

#[pymethods]
impl MapView {
    fn __getitem__<'py>(&self, key: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.find(key)?.ok_or_else(|| missing(key))
    }

    fn __setitem__(&self, key: &Bound<'_, PyAny>, value: &Bound<'_, PyAny>) -> PyResult<()> {
        let py = key.py();
        if self.table.put(&self.place, py, &[(key.clone(), value.clone())])? {
            return Ok(());
        }
        self.place.edit(py, |copy| copy.set_item(key, value))
    }

    fn __delitem__(&self, key: &Bound<'_, PyAny>) -> PyResult<()> {
        if self.lacks(key)? {
            return Err(missing(key));
        }
        if self.table.remove(&self.place, key.py(), Some(key), false)?.is_some() {
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

    fn __or__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.place.copy(other.py())?.bitor(plain(other)?)
    }

    fn __ror__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        plain(other)?.bitor(self.place.copy(other.py())?)
    }

    fn __ior__(&self, other: &Bound<'_, PyAny>) -> PyResult<()> {
        self.update(&PyTuple::new(other.py(), [other])?, None)
    }

    /// As `dict.keys`.
    fn keys<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        part_of(this, "Keys")
    }

    /// As `dict.values`.
    fn values<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        part_of(this, "Values")
    }

    /// As `dict.items`.
    fn items<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        part_of(this, "Items")
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
        let py = args.py();
        if (1..=2).contains(&args.len()) {
            let key = args.get_item(0)?;
            if self.lacks(&key)? {
                return args.get_item(1).map_err(|_| missing(&key));
            }
            if let Some((_, value)) = self.table.remove(&self.place, py, Some(&key), true)? {
                return Ok(value);
            }
        }
        self.place.edit(py, |copy| copy.call_method1("pop", args))
    }

    /// As `dict.popitem`.
    fn popitem<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match self.table.remove(&self.place, py, None, true)? {
            Some(entry) => Ok(entry.into_pyobject(py)?.into_any()),
            None => self.place.edit(py, |copy| copy.call_method0("popitem")),
        }
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
        // All of them before the first enters, as in `list.extend`.
        let new = PyDict::new(args.py());
        new.call_method("update", plain_all(args)?, named)?;
        self.merge(&new)
    }
}
