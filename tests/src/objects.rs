//! Fields that hold Python objects, and classes that Python code derives from.

use std::collections::HashMap;

use pyo3::prelude::*;
use pyo3::types::PyList;
use pyo3_classes::PyDataClass;

/// Objects, in every position that holds them.
#[derive(PyDataClass)]
#[dataclass(order, hash = true)]
#[pyclass(module = "pyo3_classes_fixture", weakref)]
pub(crate) struct Holder {
    value: Py<PyAny>,
    #[field(default)]
    items: Vec<Py<PyAny>>,
    #[field(default)]
    named: HashMap<String, Py<PyAny>>,
    #[field(default)]
    maybe: Option<Py<PyAny>>,
}

/// Objects in an instance that cannot change.
#[derive(PyDataClass)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_fixture", frozen, weakref)]
pub(crate) struct FrozenHolder {
    value: Py<PyAny>,
    #[field(default)]
    items: Vec<Py<PyAny>>,
}

/// A list linked with instances of the class itself.
#[derive(PyDataClass)]
#[pyclass(module = "pyo3_classes_fixture", weakref)]
pub(crate) struct Node {
    name: String,
    #[field(default)]
    next: Option<Py<Node>>,
    #[field(default)]
    children: Vec<Py<Node>>,
}

/// A field that has no empty value: only its owner can break a cycle.
#[derive(PyDataClass)]
#[pyclass(module = "pyo3_classes_fixture", weakref)]
pub(crate) struct Bare {
    list: Py<PyList>,
}

/// With a `__dict__`.
#[derive(PyDataClass)]
#[pyclass(module = "pyo3_classes_fixture", dict, weakref, subclass)]
pub(crate) struct Open {
    x: i64,
    #[field(default)]
    object: Option<Py<PyAny>>,
}

/// With a `__dict__`, and fields that cannot change.
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture", frozen, dict, weakref, subclass)]
pub(crate) struct FrozenOpen {
    x: i64,
    #[field(default)]
    tags: Vec<String>,
}

/// A base for classes written in Python.
#[derive(PyDataClass, Clone)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_fixture", subclass)]
pub(crate) struct Base {
    x: i64,
    #[field(default = 2, ge = 0)]
    y: i64,
}

/// A frozen base for classes written in Python.
#[derive(PyDataClass, Clone)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_fixture", frozen, subclass)]
pub(crate) struct FrozenBase {
    x: i64,
    #[field(default = 2)]
    y: i64,
}
