//! The operators of a set view, and the methods that they are short for.

use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::{PySet, PyTuple};

use super::place::plain_all;
use super::plain;
use super::set::SetView;

impl SetView {
    /// Lets an operator change a copy, to which the field is then set. What it does not change is a new
    /// set, and the error Python's.
    fn edit_by_operator(
        &self,
        other: &Bound<'_, PyAny>,
        operator: unsafe extern "C" fn(
            *mut ffi::PyObject,
            *mut ffi::PyObject,
        ) -> *mut ffi::PyObject,
    ) -> PyResult<()> {
        let (py, other) = (other.py(), plain(other)?);
        self.place().edit(py, |copy| {
            // SAFETY: two live objects; the result is owned.
            unsafe { Bound::from_owned_ptr_or_err(py, operator(copy.as_ptr(), other.as_ptr())) }
                .map(drop)
        })
    }
}

#[pymethods]
impl SetView {
    fn __or__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.place().copy(other.py())?.bitor(plain(other)?)
    }

    fn __ror__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        plain(other)?.bitor(self.place().copy(other.py())?)
    }

    fn __ior__(&self, other: &Bound<'_, PyAny>) -> PyResult<()> {
        if let Ok(items) = plain(other)?.cast::<PySet>()
            && self.add_all(other.py(), items.iter())?
        {
            return Ok(());
        }
        self.edit_by_operator(other, ffi::PyNumber_InPlaceOr)
    }

    fn __and__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.place().copy(other.py())?.bitand(plain(other)?)
    }

    fn __rand__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        plain(other)?.bitand(self.place().copy(other.py())?)
    }

    fn __iand__(&self, other: &Bound<'_, PyAny>) -> PyResult<()> {
        self.edit_by_operator(other, ffi::PyNumber_InPlaceAnd)
    }

    fn __sub__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.place().copy(other.py())?.sub(plain(other)?)
    }

    fn __rsub__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        plain(other)?.sub(self.place().copy(other.py())?)
    }

    fn __isub__(&self, other: &Bound<'_, PyAny>) -> PyResult<()> {
        self.edit_by_operator(other, ffi::PyNumber_InPlaceSubtract)
    }

    fn __xor__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.place().copy(other.py())?.bitxor(plain(other)?)
    }

    fn __rxor__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        plain(other)?.bitxor(self.place().copy(other.py())?)
    }

    fn __ixor__(&self, other: &Bound<'_, PyAny>) -> PyResult<()> {
        self.edit_by_operator(other, ffi::PyNumber_InPlaceXor)
    }

    /// As `set.union`.
    #[pyo3(signature = (*others))]
    fn union<'py>(&self, others: &Bound<'py, PyTuple>) -> PyResult<Bound<'py, PyAny>> {
        self.place().ask(others.py(), "union", others)
    }

    /// As `set.intersection`.
    #[pyo3(signature = (*others))]
    fn intersection<'py>(&self, others: &Bound<'py, PyTuple>) -> PyResult<Bound<'py, PyAny>> {
        self.place().ask(others.py(), "intersection", others)
    }

    /// As `set.difference`.
    #[pyo3(signature = (*others))]
    fn difference<'py>(&self, others: &Bound<'py, PyTuple>) -> PyResult<Bound<'py, PyAny>> {
        self.place().ask(others.py(), "difference", others)
    }

    /// As `set.symmetric_difference`.
    #[pyo3(signature = (*others))]
    fn symmetric_difference<'py>(
        &self,
        others: &Bound<'py, PyTuple>,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.place().ask(others.py(), "symmetric_difference", others)
    }

    /// As `set.isdisjoint`.
    #[pyo3(signature = (*others))]
    fn isdisjoint<'py>(&self, others: &Bound<'py, PyTuple>) -> PyResult<Bound<'py, PyAny>> {
        self.place().ask(others.py(), "isdisjoint", others)
    }

    /// As `set.issubset`.
    #[pyo3(signature = (*others))]
    fn issubset<'py>(&self, others: &Bound<'py, PyTuple>) -> PyResult<Bound<'py, PyAny>> {
        self.place().ask(others.py(), "issubset", others)
    }

    /// As `set.issuperset`.
    #[pyo3(signature = (*others))]
    fn issuperset<'py>(&self, others: &Bound<'py, PyTuple>) -> PyResult<Bound<'py, PyAny>> {
        self.place().ask(others.py(), "issuperset", others)
    }

    /// As `set.update`.
    #[pyo3(signature = (*others))]
    fn update(&self, others: &Bound<'_, PyTuple>) -> PyResult<()> {
        let py = others.py();
        // All of them before the first enters, as in `list.extend`.
        let items = PySet::empty(py)?;
        items.call_method1("update", plain_all(others)?)?;
        if self.add_all(py, items.iter())? {
            return Ok(());
        }
        self.place().edit(py, |copy| copy.call_method1("update", (&items,)).map(drop))
    }

    /// As `set.intersection_update`.
    #[pyo3(signature = (*others))]
    fn intersection_update(&self, others: &Bound<'_, PyTuple>) -> PyResult<()> {
        self.place().edit_by(others.py(), "intersection_update", others).map(drop)
    }

    /// As `set.difference_update`.
    #[pyo3(signature = (*others))]
    fn difference_update(&self, others: &Bound<'_, PyTuple>) -> PyResult<()> {
        self.place().edit_by(others.py(), "difference_update", others).map(drop)
    }

    /// As `set.symmetric_difference_update`.
    #[pyo3(signature = (*others))]
    fn symmetric_difference_update(&self, others: &Bound<'_, PyTuple>) -> PyResult<()> {
        self.place().edit_by(others.py(), "symmetric_difference_update", others).map(drop)
    }
}
