//! Data classes inside one another, by value.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

use crate::enums::{Color, Level};
use crate::records::Record;

/// What the others hold.
#[derive(PyDataClass, Clone)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct Line {
    #[field(min_length = 1)]
    name: String,
    #[field(default = 1, ge = 0)]
    qty: i32,
}

/// Lines in containers of every kind.
#[derive(PyDataClass, Clone)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub(crate) struct Cart {
    #[field(default)]
    lines: Vec<Line>,
    #[field(default)]
    by_name: HashMap<String, Line>,
    #[field(default)]
    sorted: BTreeMap<i64, Vec<Line>>,
    #[field(default)]
    best: Option<Box<Line>>,
    #[field(default)]
    pair: Option<(Line, i64)>,
}

/// Holds itself.
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub(crate) struct Tree {
    value: f64,
    #[field(default)]
    left: Option<Box<Tree>>,
    #[field(default)]
    children: Vec<Tree>,
    #[field(default)]
    named: BTreeMap<String, Tree>,
}

/// Holds entries, which hold folders.
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct Folder {
    name: String,
    #[field(default)]
    entries: Vec<Entry>,
}

/// Holds a folder.
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct Entry {
    size: f64,
    #[field(default)]
    folder: Option<Box<Folder>>,
    #[field(default)]
    label: Option<Arc<str>>,
}

/// Holds what only Python can print and order: members of an enum.
#[derive(PyDataClass, Clone)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub(crate) struct Dot {
    color: Color,
    level: Level,
}

/// Holds dots.
#[derive(PyDataClass, Clone)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub(crate) struct Canvas {
    dots: Vec<Dot>,
}

/// Has a secret, a field that does not count, and one that Python does not see.
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub(crate) struct Account {
    user: String,
    #[field(secret)]
    password: String,
    #[field(default, compare = false)]
    note: String,
    #[field(default, repr = false)]
    rank: i64,
    #[field(skip, default = 5)]
    visits: i64,
}

#[pymethods]
impl Account {
    fn visits(&self) -> i64 {
        self.visits
    }
}

/// Holds accounts.
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub(crate) struct Bank {
    accounts: Vec<Account>,
}

/// Holds a class that Python code may derive from.
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub(crate) struct Records {
    records: Vec<Record>,
}
