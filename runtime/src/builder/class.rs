//! [`Builder`]: the Python class that every builder extends, and the methods that all of them have.

#![cfg_attr(
    feature = "stubs",
    expect(unused_qualifications, reason = "in what PyO3's macro writes with `crate`")
)]

use std::sync::{Mutex, MutexGuard, TryLockError};

use pyo3::exceptions::PyAttributeError;
use pyo3::prelude::*;
use pyo3::sync::MutexExt;
use pyo3::types::{PyDict, PyTuple, PyType};
use pyo3::{PyTraverseError, PyVisit};

use super::draft::Draft;
use super::table::BuilderTable;
use super::{build, compare, copy, pickle, update};
#[cfg(feature = "stubs")]
use crate::introspection::unnamed;

/// What builders have in common; each has the setters of its class's fields in addition.
///
/// Python code never runs while the draft is locked: values come in converted, and go out as copies.
#[cfg_attr(
    feature = "stubs",
    pyclass(crate = "unnamed", frozen, subclass, weakref, module = "pyo3_classes")
)]
#[cfg_attr(not(feature = "stubs"), pyclass(frozen, subclass, weakref, module = "pyo3_classes"))]
pub struct Builder {
    pub(super) table: &'static BuilderTable,
    /// The class whose instances it makes: that of the table, or a subclass written in Python.
    pub(super) class: Py<PyType>,
    draft: Mutex<Draft>,
    result: Mutex<Option<Py<PyAny>>>,
}

impl Builder {
    /// A builder of `class`, which has the values of a draft.
    pub(super) fn new<'py>(class: &Bound<'py, PyType>, draft: Draft) -> PyResult<Bound<'py, Self>> {
        let table = draft.table();
        let builder = Self {
            table,
            class: class.clone().unbind(),
            draft: Mutex::new(draft),
            result: Mutex::new(None),
        };
        (table.wrap)(builder, class.py())
    }

    /// The draft, if nobody has it at this moment.
    #[cfg(direct)]
    pub(super) fn try_draft(&self) -> Option<MutexGuard<'_, Draft>> {
        self.draft.try_lock().ok()
    }

    /// The draft, for a moment in which no Python code runs.
    ///
    /// # Errors
    ///
    /// A `RuntimeError` on a thread that may not use the values of an `unsendable` class.
    pub(super) fn draft(&self, py: Python<'_>) -> PyResult<MutexGuard<'_, Draft>> {
        let draft = lock(&self.draft, py);
        if draft.is_at_home() { Ok(draft) } else { Err(draft.not_at_home("is used by")) }
    }
}

/// Locks; what a panic left behind is whole, since values only move.
fn lock<'a, T>(mutex: &'a Mutex<T>, py: Python<'_>) -> MutexGuard<'a, T> {
    match mutex.try_lock() {
        Ok(guard) => guard,
        Err(TryLockError::Poisoned(error)) => error.into_inner(),
        Err(TryLockError::WouldBlock) => {
            mutex.lock_py_attached(py).unwrap_or_else(std::sync::PoisonError::into_inner)
        }
    }
}

#[pymethods]
impl Builder {
    /// Make an instance of the values and the defaults. The builder stays as it is.
    ///
    /// Raises `BuilderError` with all that is missing and all that is wrong.
    fn build<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        build::build(slf)
    }

    /// Make an instance for each mapping, whose values come on top of the builder's own.
    ///
    /// Raises `BuilderError` with what is missing and wrong in all of them.
    #[pyo3(signature = (rows, /))]
    fn build_many<'py>(
        slf: &Bound<'py, Self>,
        rows: &Bound<'py, PyAny>,
    ) -> PyResult<Vec<Bound<'py, PyAny>>> {
        build::build_many(slf, rows)
    }

    /// Set the fields that a mapping, or the keywords, name: all of them or, if something is wrong, none.
    #[pyo3(signature = (values = None, /, **kwargs))]
    fn update<'py>(
        slf: Bound<'py, Self>,
        values: Option<&Bound<'py, PyAny>>,
        kwargs: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, Self>> {
        update::update(&slf, values, kwargs)?;
        Ok(slf)
    }

    /// Take the values of these fields away.
    #[pyo3(signature = (*names))]
    fn unset<'py>(
        slf: Bound<'py, Self>,
        names: &Bound<'py, PyTuple>,
    ) -> PyResult<Bound<'py, Self>> {
        update::unset(&slf, names)?;
        Ok(slf)
    }

    /// Call the function with the builder if the condition is true.
    #[pyo3(signature = (condition, function, /))]
    fn when<'py>(
        slf: Bound<'py, Self>,
        condition: &Bound<'py, PyAny>,
        function: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, Self>> {
        if condition.is_truthy()? {
            function.call1((&slf,))?;
        }
        Ok(slf)
    }

    /// The names of the fields that have no value and no default.
    fn missing<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let missing = build::missing(&*self.draft(py)?);
        PyTuple::new(py, missing)
    }

    /// Whether no field is missing.
    #[getter]
    fn is_complete(&self, py: Python<'_>) -> PyResult<bool> {
        Ok(build::missing(&*self.draft(py)?).is_empty())
    }

    /// Return a builder with the same values.
    fn copy<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, Self>> {
        copy::shallow(slf)
    }

    fn __copy__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, Self>> {
        copy::shallow(slf)
    }

    #[pyo3(signature = (memo, /))]
    fn __deepcopy__<'py>(
        slf: &Bound<'py, Self>,
        memo: &Bound<'py, PyDict>,
    ) -> PyResult<Bound<'py, Self>> {
        copy::deep(slf, memo)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        pickle::reduce(slf)
    }

    fn __eq__<'py>(
        slf: &Bound<'py, Self>,
        other: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        compare::eq(slf, other)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        compare::repr(slf)
    }

    fn __enter__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        // What an earlier block has built is no result of this one.
        let old = lock(&slf.get().result, slf.py()).take();
        drop(old);
        slf
    }

    /// Builds, unless an exception leaves the block.
    fn __exit__<'py>(
        slf: &Bound<'py, Self>,
        kind: &Bound<'py, PyAny>,
        _error: &Bound<'py, PyAny>,
        _traceback: &Bound<'py, PyAny>,
    ) -> PyResult<bool> {
        if kind.is_none() {
            let result = build::build(slf)?.unbind();
            let old = lock(&slf.get().result, slf.py()).replace(result);
            drop(old);
        }
        Ok(false)
    }

    /// What the end of the `with` block has built.
    #[getter]
    fn result<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let result = lock(&self.result, py).as_ref().map(|result| result.bind(py).clone());
        result.ok_or_else(|| {
            PyAttributeError::new_err(format!(
                "'{}' has no result yet: the end of a `with` block that no exception leaves makes it",
                self.table.name,
            ))
        })
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        visit.call(&self.class)?;
        // What is locked at this moment is in use, and so is what it holds.
        if let Ok(result) = self.result.try_lock() {
            visit.call(&*result)?;
        }
        match self.draft.try_lock() {
            Ok(draft) if draft.is_at_home() => draft.traverse(&visit),
            _ => Ok(()),
        }
    }

    fn __clear__(&self) {
        let values = self.draft.try_lock().ok().filter(|draft| draft.is_at_home());
        let values = values.map(|mut draft| draft.take_objects());
        let result = self.result.try_lock().map(|mut result| result.take());
        drop((values, result));
    }
}
