//! Text that stays a Python `str`, and objects that the interpreter reads out of an instance by itself.

use std::collections::HashMap;

use pyo3::prelude::*;
use pyo3::types::PyString;
use pyo3_classes::{PyDataClass, PyStr};

/// Members and getters side by side.
#[derive(PyDataClass)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_fixture", frozen, subclass, weakref)]
pub(crate) struct Label {
    number: u8,
    /// What is written on it.
    text: PyStr,
    /// Anything.
    object: Py<PyAny>,
    maybe: Option<Py<PyAny>>,
}

/// A layer upon another.
#[derive(PyDataClass)]
#[pyclass(module = "pyo3_classes_fixture", frozen, extends = Label)]
pub(crate) struct PricedLabel {
    price: f64,
    currency: PyStr,
}

/// Only one thread may read it.
#[derive(PyDataClass)]
#[pyclass(module = "pyo3_classes_fixture", frozen, unsendable)]
pub(crate) struct ThreadLabel {
    text: Py<PyString>,
}

/// With a getter of its own.
#[derive(PyDataClass)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub(crate) struct LoudLabel {
    text: PyStr,
}

#[pymethods]
impl LoudLabel {
    #[getter]
    fn text(&self) -> String {
        self.text.to_uppercase()
    }
}

/// What PyO3 makes by itself.
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub(crate) struct HandWrittenLabel {
    /// What is written on it.
    #[pyo3(get)]
    text: Py<PyString>,
}

#[pymethods]
impl HandWrittenLabel {
    #[new]
    fn new(text: Py<PyString>) -> Self {
        Self { text }
    }
}

/// Texts in every position, in an instance that can change.
#[derive(PyDataClass)]
#[pyclass(module = "pyo3_classes_fixture", weakref)]
pub(crate) struct Labels {
    #[field(min_length = 1, max_length = 3, pattern = "^[a-zé]+$")]
    code: PyStr,
    #[field(default = "tea")]
    kind: PyStr,
    #[field(default)]
    note: Option<PyStr>,
    #[field(default, view, each(max_length = 3))]
    tags: Vec<PyStr>,
    #[field(default)]
    names: HashMap<PyStr, PyStr>,
}

#[pymethods]
impl Labels {
    /// By the text, without a Python object.
    fn name(&self, key: &str) -> Option<&PyStr> {
        self.names.get(key)
    }
}
