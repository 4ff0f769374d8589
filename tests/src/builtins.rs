//! Classes that extend containers of Python's own, which PyO3 cannot do under abi3.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PySet};
use pyo3_classes::PyDataClass;

/// A dict with fields.
#[derive(PyDataClass)]
#[pyclass(module = "pyo3_classes_fixture", extends = PyDict, subclass)]
pub(crate) struct Index {
    name: String,
    #[field(default)]
    size: i64,
}

/// A dict that extends it.
#[derive(PyDataClass)]
#[pyclass(module = "pyo3_classes_fixture", extends = Index, dict)]
pub(crate) struct DeepIndex {
    #[field(default)]
    depth: i64,
}

/// A dict whose fields cannot change.
#[derive(PyDataClass)]
#[pyclass(module = "pyo3_classes_fixture", extends = PyDict, frozen)]
pub(crate) struct FrozenIndex {
    name: String,
}

/// A set with a field.
#[derive(PyDataClass)]
#[pyclass(module = "pyo3_classes_fixture", extends = PySet, subclass)]
pub(crate) struct Group {
    name: String,
}
