//! Iterators over views, with CPython's rules for what changes meanwhile.

use std::sync::atomic::{AtomicIsize, AtomicUsize, Ordering};

use pyo3::exceptions::PyRuntimeError;
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyIterator;

use super::key_table::KeyTable;
use super::list_table::ListTable;
use super::place::Place;

/// Goes by positions and looks at the length that the list has at that moment.
#[pyclass(frozen, module = "pyo3_classes")]
pub(super) struct ListIterator {
    place: Place,
    table: &'static dyn ListTable,
    /// The next position; `DONE` once there was none, and ever after.
    next: AtomicIsize,
    step: isize,
}

const DONE: isize = -1;

impl ListIterator {
    pub(super) fn forward(place: Place, table: &'static dyn ListTable) -> Self {
        Self { place, table, next: AtomicIsize::new(0), step: 1 }
    }

    pub(super) fn backward(
        place: Place,
        table: &'static dyn ListTable,
        py: Python<'_>,
    ) -> PyResult<Self> {
        // `DONE` for an empty list.
        let last = table.len(&place, py)?.cast_signed() - 1;
        Ok(Self { place, table, next: AtomicIsize::new(last), step: -1 })
    }
}

#[pymethods]
impl ListIterator {
    fn __iter__(this: Bound<'_, Self>) -> Bound<'_, Self> {
        this
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let next = self.next.load(Ordering::Relaxed);
        if next == DONE {
            return Ok(None);
        }
        let item = self.table.get(&self.place, next, py)?;
        let following = if item.is_some() { next + self.step } else { DONE };
        self.next.store(following, Ordering::Relaxed);
        Ok(item)
    }

    fn __length_hint__(&self, py: Python<'_>) -> PyResult<usize> {
        let length = self.table.len(&self.place, py)?;
        let Ok(next) = usize::try_from(self.next.load(Ordering::Relaxed)) else { return Ok(0) };
        Ok(if self.step > 0 {
            length.saturating_sub(next)
        } else if next < length {
            next + 1
        } else {
            0
        })
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        self.place.traverse(&visit)
    }
}

/// Goes through the keys that a map, or the items that a set, had at the start, as long as there are as
/// many of them.
#[pyclass(frozen, module = "pyo3_classes")]
pub(super) struct KeyIterator {
    place: Place,
    table: &'static dyn KeyTable,
    /// What the collection is in CPython's messages.
    noun: &'static str,
    keys: Py<PyIterator>,
    /// The length at the start, or one of the numbers below.
    expected: AtomicUsize,
}

const EXHAUSTED: usize = usize::MAX;
const CHANGED: usize = usize::MAX - 1;

impl KeyIterator {
    pub(super) fn new(
        place: Place,
        table: &'static dyn KeyTable,
        noun: &'static str,
        backward: bool,
        py: Python<'_>,
    ) -> PyResult<Self> {
        let keys = table.keys(&place, py)?;
        if backward {
            keys.reverse()?;
        }
        let expected = AtomicUsize::new(keys.len());
        let keys = keys.try_iter()?.unbind();
        Ok(Self { place, table, noun, keys, expected })
    }
}

#[pymethods]
impl KeyIterator {
    fn __iter__(this: Bound<'_, Self>) -> Bound<'_, Self> {
        this
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let expected = self.expected.load(Ordering::Relaxed);
        if expected == EXHAUSTED {
            return Ok(None);
        }
        if expected == CHANGED || self.table.len(&self.place, py)? != expected {
            self.expected.store(CHANGED, Ordering::Relaxed);
            let noun = self.noun;
            return Err(PyRuntimeError::new_err(format!("{noun} changed size during iteration")));
        }
        let next = self.keys.bind(py).clone().next();
        if next.is_none() {
            self.expected.store(EXHAUSTED, Ordering::Relaxed);
        }
        next.transpose()
    }

    fn __length_hint__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.keys.bind(py).call_method0(intern!(py, "__length_hint__"))
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        self.place.traverse(&visit)?;
        visit.call(&self.keys)
    }
}
