//! Classes that extend one another.

use std::sync::Mutex;

use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

/// The first of three levels.
#[derive(PyDataClass, Clone)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_fixture", subclass)]
pub(crate) struct Animal {
    /// What it is called.
    #[field(min_length = 1)]
    name: String,
    #[field(kw_only, default = 4)]
    legs: u8,
}

#[pymethods]
impl Animal {
    fn greet(&self) -> String {
        format!("I am {}", self.name)
    }
}

/// The second.
#[derive(PyDataClass, Clone)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_fixture", extends = Animal, subclass)]
pub(crate) struct Dog {
    #[field(ge = 0.0)]
    weight: f64,
    #[field(default)]
    tricks: Vec<String>,
    #[field(kw_only, default = "wau".to_owned(), compare = false)]
    bark: String,
}

/// The third, which is no `Clone`, holds an object and hides a field.
#[derive(PyDataClass)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_fixture", extends = Dog, subclass, weakref)]
pub(crate) struct Puppy {
    #[field(default)]
    owner: Option<Py<PyAny>>,
    #[field(skip, default = 7)]
    hidden: i32,
}

#[pymethods]
impl Puppy {
    fn hide(&mut self) -> i32 {
        self.hidden += 1;
        self.hidden
    }
}

/// A frozen base, with order and hash.
#[derive(PyDataClass, Clone)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_fixture", frozen, subclass)]
pub(crate) struct Flat {
    x: i64,
    y: f64,
}

/// A frozen class that extends it.
#[derive(PyDataClass, Clone)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_fixture", frozen, subclass, extends = Flat)]
pub(crate) struct Deep {
    z: f64,
    #[field(default, hash = false)]
    note: Option<String>,
}

/// Keyword-only throughout; its base is not.
#[derive(PyDataClass, Clone)]
#[dataclass(kw_only)]
#[pyclass(module = "pyo3_classes_fixture", extends = Flat, frozen)]
pub(crate) struct Named {
    label: String,
    #[field(default = 1)]
    rank: i64,
}

/// No fields of its own.
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture", extends = Flat, frozen)]
pub(crate) struct Same {}

static LOG: Mutex<Vec<&str>> = Mutex::new(Vec::new());

fn log(what: &'static str) {
    LOG.lock().unwrap().push(what);
}

/// What the hooks have noted since the last call.
#[pyfunction]
pub(crate) fn taken_log() -> Vec<&'static str> {
    std::mem::take(&mut *LOG.lock().unwrap())
}

/// Hooks of a base.
#[derive(PyDataClass, Clone)]
#[dataclass(post_init = Self::complete, validate = Self::check)]
#[pyclass(module = "pyo3_classes_fixture", subclass)]
pub(crate) struct Hooked {
    low: i64,
    #[field(init = false, default)]
    twice: i64,
}

impl Hooked {
    fn complete(&mut self) {
        log("base post_init");
        self.twice = 2 * self.low;
    }

    fn check(&self) -> Result<(), String> {
        log("base validate");
        if self.low > 100 { Err("low is too high".to_owned()) } else { Ok(()) }
    }
}

/// Hooks of a class that extends it.
#[derive(PyDataClass, Clone)]
#[dataclass(post_init = Self::complete, validate = Self::check)]
#[pyclass(module = "pyo3_classes_fixture", extends = Hooked)]
pub(crate) struct HookedChild {
    high: i64,
    #[field(init = false, default, le = 100)]
    thrice: i64,
}

impl HookedChild {
    fn complete(&mut self) {
        log("child post_init");
        self.thrice = 3 * self.high;
    }

    fn check(&self) -> Result<(), String> {
        log("child validate");
        if self.high < 0 { Err("high is too low".to_owned()) } else { Ok(()) }
    }
}

/// Objects in both layers.
#[derive(PyDataClass)]
#[pyclass(module = "pyo3_classes_fixture", subclass, weakref)]
pub(crate) struct Outer {
    #[field(default)]
    one: Option<Py<PyAny>>,
}

/// Extends it.
#[derive(PyDataClass)]
#[pyclass(module = "pyo3_classes_fixture", extends = Outer)]
pub(crate) struct Inner {
    #[field(default)]
    two: Option<Py<PyAny>>,
    #[field(default)]
    many: Vec<Py<PyAny>>,
}
