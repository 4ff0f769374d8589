//! Classes that `dataclasses` takes for its own.

use std::collections::HashMap;

use pyo3::exceptions::{PyIndexError, PyKeyError};
use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

/// What a table has one row of.
#[derive(PyDataClass, Clone)]
#[dataclass(order, stdlib)]
#[pyclass(module = "pyo3_classes_fixture", subclass)]
pub(crate) struct StdRecord {
    key: i64,
    name: String,
    price: f64,
    #[field(default)]
    tags: Vec<String>,
    #[field(default)]
    extra: HashMap<String, i64>,
    #[field(default)]
    note: Option<String>,
}

/// Frozen, so that it has a hash.
#[derive(PyDataClass, Clone)]
#[dataclass(stdlib)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub(crate) struct StdPoint {
    x: f64,
    #[field(default = 1.5)]
    y: f64,
}

/// Others of them inside.
#[derive(PyDataClass, Clone)]
#[dataclass(stdlib)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct StdNested {
    one: StdPoint,
    many: Vec<StdPoint>,
    named: HashMap<String, StdPoint>,
    pair: (StdPoint, i64),
    #[field(default)]
    maybe: Option<StdPoint>,
}

/// Every option that a field has in `dataclasses`.
#[derive(PyDataClass, Clone)]
#[dataclass(stdlib)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct StdOptions {
    /// What it weighs.
    #[field(metadata("unit" = "kg", "digits" = 2), title = "Weight", examples(1.5, 2))]
    weight: f64,
    #[field(default = "none", repr = false)]
    hidden: String,
    #[field(default = 3, compare = false)]
    ignored: i64,
    #[field(default, hash = false)]
    unhashed: i64,
    #[field(default, compare = false, hash = true)]
    only_hashed: i64,
    #[field(default = 7, init = false)]
    counted: i64,
    #[field(kw_only)]
    keyword: bool,
    #[field(default = vec![1, 2], kw_only)]
    numbers: Vec<i64>,
}

/// Fields with another name in the constructor, and one that is secret.
#[derive(PyDataClass, Clone)]
#[dataclass(stdlib)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub(crate) struct StdAliased {
    #[field(alias = "from")]
    from_: i64,
    #[field(alias = "class", default = "a")]
    kind: String,
    #[field(secret, default = "hush")]
    password: String,
}

/// Keyword-only, with a hash although it can change, `__dict__` and methods of the user's.
#[derive(PyDataClass, Clone)]
#[dataclass(stdlib, kw_only, hash = true, match_args = false)]
#[pyclass(module = "pyo3_classes_fixture", dict, weakref, sequence)]
pub(crate) struct StdParams {
    first: i64,
    second: i64,
}

#[pymethods]
impl StdParams {
    fn __len__(&self) -> usize {
        2
    }

    fn __getitem__(&self, index: isize) -> PyResult<i64> {
        match index {
            0 => Ok(self.first),
            1 => Ok(self.second),
            _ => Err(PyIndexError::new_err(index)),
        }
    }

    fn __contains__(&self, value: i64) -> bool {
        value == self.first || value == self.second
    }

    fn __neg__(&self) -> i64 {
        -self.first
    }
}

/// A mapping with attributes of its own.
#[derive(PyDataClass, Clone)]
#[dataclass(stdlib, init = false, eq = false, repr = false)]
#[pyclass(module = "pyo3_classes_fixture", mapping)]
pub(crate) struct StdOwn {
    value: i64,
}

#[pymethods]
impl StdOwn {
    #[new]
    fn new(value: i64) -> Self {
        Self { value }
    }

    fn __getitem__(&self, key: &str) -> PyResult<i64> {
        if key == "value" { Ok(self.value) } else { Err(PyKeyError::new_err(key.to_owned())) }
    }

    fn __getattr__(&self, name: &str) -> PyResult<String> {
        Ok(format!("no {name}"))
    }

    fn __repr__(&self) -> &'static str {
        "<own>"
    }
}

/// No dataclass; those that extend it are.
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture", subclass)]
pub(crate) struct StdBase {
    first: i64,
}

/// A dataclass with the field of its base.
#[derive(PyDataClass, Clone)]
#[dataclass(stdlib)]
#[pyclass(module = "pyo3_classes_fixture", extends = StdBase, subclass)]
pub(crate) struct StdChild {
    second: String,
    #[field(default, kw_only)]
    third: Vec<i64>,
}

/// A dataclass that extends one.
#[derive(PyDataClass, Clone)]
#[dataclass(stdlib, order)]
#[pyclass(module = "pyo3_classes_fixture", extends = StdChild, subclass)]
pub(crate) struct StdGrandchild {
    fourth: f64,
}

/// As with a subclass that is not decorated, `dataclasses` knows the fields of its base.
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture", extends = StdChild)]
pub(crate) struct StdUndecorated {
    #[field(default)]
    fifth: i64,
}

/// One field, which `repr` does not name.
#[derive(PyDataClass, Clone)]
#[dataclass(stdlib)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub(crate) struct StdMeters(f64);

/// A field that is handed out as a live view, and one that is a Python object.
#[derive(PyDataClass)]
#[dataclass(stdlib)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct StdLive {
    #[field(view)]
    items: Vec<i64>,
    #[field(default)]
    object: Option<Py<PyAny>>,
}

/// A class per variant.
#[derive(PyDataClass, Clone)]
#[dataclass(stdlib, module = "pyo3_classes_fixture")]
pub(crate) enum StdShape {
    Circle { radius: f64 },
    Box { width: f64, height: f64 },
    Empty,
}

/// An exception.
#[cfg(not(feature = "abi3-py39"))]
#[derive(PyDataClass, Clone)]
#[dataclass(stdlib)]
#[pyclass(module = "pyo3_classes_fixture", extends = pyo3::exceptions::PyValueError, subclass)]
pub(crate) struct StdProblem {
    code: i64,
    #[field(default)]
    detail: String,
}
