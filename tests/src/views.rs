//! Fields whose getters return live views.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::atomic::{AtomicI64, Ordering};

use indexmap::{IndexMap, IndexSet};
use pyo3::Borrowed;
use pyo3::exceptions::PyZeroDivisionError;
use pyo3::prelude::*;
use pyo3_classes::{ConvertError, FieldType, Mode, PyDataClass, TypeHint};
use smallvec::SmallVec;

/// A view onto each kind of collection, of values and of Python objects.
#[derive(PyDataClass)]
#[pyclass(module = "pyo3_classes_fixture", weakref)]
pub(crate) struct Views {
    #[field(default, view)]
    numbers: Vec<i64>,
    #[field(default, view)]
    objects: Vec<Py<PyAny>>,
    #[field(default, view)]
    sorted: BTreeMap<i64, String>,
    #[field(default, view)]
    hashed: HashMap<String, i64>,
    #[field(default, view)]
    named: BTreeMap<String, Py<PyAny>>,
    #[field(default, view)]
    labels: BTreeSet<String>,
    #[field(default, view)]
    ids: HashSet<i64>,
    #[field(default, view)]
    pairs: BTreeSet<(i64, i64)>,
    #[field(default, view)]
    matrix: Vec<Vec<i64>>,
}

/// Views held to rules.
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture", subclass)]
pub(crate) struct RuledViews {
    #[field(default, view, max_length = 3, each(min_length = 1))]
    tags: Vec<String>,
    #[field(default = vec![1], view, min_length = 1, validate = ascending)]
    steps: Vec<i64>,
    #[field(default, view, max_length = 3, key(min_length = 1), value(ge = 0))]
    prices: BTreeMap<String, i64>,
    #[field(default, view, max_length = 3, each(ge = 0))]
    ids: BTreeSet<i64>,
    #[field(default, view, secret, each(max_length = 2))]
    codes: Vec<String>,
}

fn ascending(steps: &[i64]) -> Result<(), String> {
    if steps.is_sorted() { Ok(()) } else { Err("must ascend".to_owned()) }
}

/// Views held to `validate` of the class.
#[derive(PyDataClass, Clone)]
#[dataclass(validate = Self::check)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct ValidatedViews {
    #[field(default, view)]
    numbers: Vec<i64>,
    #[field(default, view)]
    counts: HashMap<String, i64>,
    #[field(default, view)]
    ids: HashSet<i64>,
    #[field(default = 100)]
    limit: i64,
}

impl ValidatedViews {
    fn check(&self) -> Result<(), String> {
        let all = self.numbers.iter().chain(self.counts.values()).chain(&self.ids);
        let sum: i64 = all.sum();
        assert!(sum != 13, "thirteen");
        if (0..=self.limit).contains(&sum) { Ok(()) } else { Err("wrong sum".to_owned()) }
    }
}

/// Views onto collections of other crates.
#[derive(PyDataClass, Clone)]
#[dataclass(validate = Self::check)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct CrateViews {
    #[field(default, view)]
    numbers: SmallVec<[i64; 2]>,
    #[field(default, view)]
    indexed: IndexMap<i64, String>,
    #[field(default, view)]
    hashed: hashbrown::HashMap<String, i64>,
    #[field(default, view, max_length = 9, each(ge = -2))]
    ids: IndexSet<i64>,
    #[field(default, view)]
    labels: hashbrown::HashSet<String>,
}

impl CrateViews {
    fn check(&self) -> Result<(), String> {
        let lacks = |key| !self.indexed.is_empty() && !self.indexed.contains_key(key);
        if lacks(&7) && self.indexed.contains_key(&8) {
            Err("8 without 7".to_owned())
        } else {
            Ok(())
        }
    }
}

/// What Python can give, but not always get back.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Shy(i64);

impl FieldType for Shy {
    const HINT: TypeHint = TypeHint::builtin("int");

    fn from_py(value: Borrowed<'_, '_, PyAny>, mode: Mode) -> Result<Self, ConvertError> {
        i64::from_py(value, mode).map(Self)
    }
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        if HIDDEN.load(Ordering::Relaxed) == self.0 {
            return Err(PyZeroDivisionError::new_err("shy"));
        }
        self.0.to_py(py)
    }
    fn copied(&self, _py: Python<'_>) -> PyResult<Self> {
        Ok(*self)
    }
}

static HIDDEN: AtomicI64 = AtomicI64::new(0);

/// Views onto values that have no Python value from the moment that they are hidden.
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct ShyViews {
    #[field(default, view)]
    numbers: Vec<Shy>,
    #[field(default, view)]
    indexed: IndexMap<i64, Shy>,
    #[field(default, view)]
    ids: BTreeSet<Shy>,
}

#[pymethods]
impl ShyViews {
    #[staticmethod]
    fn hide(number: i64) {
        HIDDEN.store(number, Ordering::Relaxed);
    }
}

/// Views that take no lossy values.
#[derive(PyDataClass, Clone)]
#[dataclass(strict)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct StrictViews {
    #[field(default, view)]
    numbers: Vec<i64>,
    #[field(default, view)]
    ids: BTreeSet<i64>,
}
