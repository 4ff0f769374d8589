//! Fields that Python does not see, and values that count how many of them are alive.

use std::sync::atomic::{AtomicIsize, Ordering};

use pyo3::Borrowed;
use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

static ALIVE: AtomicIsize = AtomicIsize::new(0);

/// A value that is counted.
pub(crate) struct Counted(i64);

impl Counted {
    fn new(value: i64) -> Self {
        ALIVE.fetch_add(1, Ordering::Relaxed);
        Self(value)
    }
}

impl Default for Counted {
    fn default() -> Self {
        Self::new(0)
    }
}

impl Clone for Counted {
    fn clone(&self) -> Self {
        Self::new(self.0)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        ALIVE.fetch_sub(1, Ordering::Relaxed);
    }
}

impl<'a, 'py> FromPyObject<'a, 'py> for Counted {
    type Error = PyErr;

    fn extract(value: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        value.extract().map(Self::new)
    }
}

impl<'py> IntoPyObject<'py> for Counted {
    type Target = pyo3::types::PyInt;
    type Output = Bound<'py, Self::Target>;
    type Error = std::convert::Infallible;

    fn into_pyobject(self, py: Python<'py>) -> Result<Self::Output, Self::Error> {
        self.0.into_pyobject(py)
    }
}

/// How many counted values there are.
#[pyfunction]
pub(crate) fn counted_alive() -> isize {
    ALIVE.load(Ordering::Relaxed)
}

/// Counted values in fields of every kind.
#[derive(PyDataClass, Clone)]
#[dataclass(validate = Self::check)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct Census {
    first: Counted,
    #[field(skip, default = Counted::new(5))]
    hidden: Counted,
    second: Counted,
    #[field(default = 0, ge = 0)]
    limited: i64,
}

impl Census {
    fn check(&self) -> Result<(), String> {
        assert!(self.second.0 != 13, "thirteen");
        if self.second.0 < 0 { Err("second is negative".to_owned()) } else { Ok(()) }
    }
}

#[pymethods]
impl Census {
    fn hidden(&self) -> i64 {
        self.hidden.0
    }

    fn set_hidden(&mut self, value: i64) {
        self.hidden = Counted::new(value);
    }
}

/// A copy keeps what Python does not see.
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub(crate) struct SkipClone {
    x: i64,
    #[field(skip, default = std::sync::Arc::new(AtomicIsize::new(1)))]
    calls: std::sync::Arc<AtomicIsize>,
}

#[pymethods]
impl SkipClone {
    fn call(&self) -> isize {
        self.calls.fetch_add(1, Ordering::Relaxed)
    }
}

/// A copy has the default again.
#[derive(PyDataClass)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct SkipDefault {
    x: i64,
    #[field(skip, default = 1)]
    calls: i64,
}

#[pymethods]
impl SkipDefault {
    fn call(&mut self) -> i64 {
        self.calls += 1;
        self.calls - 1
    }
}

/// A Python object that Python does not see.
#[derive(PyDataClass)]
#[pyclass(module = "pyo3_classes_fixture", weakref)]
pub(crate) struct Hiding {
    #[field(skip, default)]
    hidden: Option<Py<PyAny>>,
}

#[pymethods]
impl Hiding {
    fn hide(&mut self, object: Py<PyAny>) {
        self.hidden = Some(object);
    }
}
