//! Methods switched off, with the user's own in their place.

use pyo3::prelude::*;
use pyo3::types::PyType;
use pyo3_classes::PyDataClass;

/// `repr = false`
#[derive(PyDataClass, Clone)]
#[dataclass(repr = false, match_args = false)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct OwnRepr {
    x: i64,
}

#[pymethods]
impl OwnRepr {
    fn __repr__(&self) -> String {
        format!("<{}>", self.x)
    }
}

/// `eq = false`
#[derive(PyDataClass, Clone)]
#[dataclass(eq = false)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub(crate) struct OwnEq {
    x: i64,
}

#[pymethods]
impl OwnEq {
    fn __eq__(&self, other: &Self) -> bool {
        self.x % 10 == other.x % 10
    }

    fn __hash__(&self) -> i64 {
        self.x % 10
    }
}

/// `eq = false`, with nothing in its place
#[derive(PyDataClass, Clone)]
#[dataclass(eq = false)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct NoEq {
    x: i64,
}

/// `hash = false`
#[derive(PyDataClass, Clone)]
#[dataclass(hash = false)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub(crate) struct OwnHash {
    x: i64,
}

#[pymethods]
impl OwnHash {
    fn __hash__(&self) -> i64 {
        self.x + 1
    }
}

/// `init = false`
#[derive(PyDataClass, Clone)]
#[dataclass(init = false)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct OwnInit {
    x: i64,
    #[field(ge = 0)]
    y: i64,
}

#[pymethods]
impl OwnInit {
    #[new]
    #[pyo3(signature = (sum))]
    fn new(sum: i64) -> Self {
        Self { x: sum / 2, y: sum - sum / 2 }
    }
}

/// `copy = false, pickle = false`
#[derive(PyDataClass, Clone)]
#[dataclass(copy = false, pickle = false)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct OwnCopy {
    x: i64,
}

#[pymethods]
impl OwnCopy {
    fn __copy__(&self) -> Self {
        Self { x: self.x + 100 }
    }

    fn __deepcopy__(&self, _memo: &Bound<'_, PyAny>) -> Self {
        Self { x: self.x + 200 }
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> (Bound<'py, PyType>, (i64,)) {
        (slf.get_type(), (slf.borrow().x + 300,))
    }
}

/// Everything switched off
#[derive(PyDataClass, Clone)]
#[dataclass(
    init = false,
    repr = false,
    eq = false,
    match_args = false,
    copy = false,
    pickle = false
)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct Nothing {
    x: i64,
}

#[pymethods]
impl Nothing {
    #[staticmethod]
    fn make(x: i64) -> Self {
        Self { x }
    }
}
