//! Fields whose getters return live views.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

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
