//! Builders of classes that extend one another, of enums, and of classes that are no data classes.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

/// The first of three levels.
#[derive(PyDataClass, PyBuilder, Clone)]
#[pyclass(module = "pyo3_classes_fixture", subclass)]
pub struct Vehicle {
    /// What it is called.
    #[field(min_length = 1)]
    name: String,
    #[field(default = 4, kw_only)]
    wheels: u8,
}

/// The second, which looks at the draft of the first.
#[derive(PyDataClass, PyBuilder, Clone)]
#[pybuilder(validate = Truck::checked)]
#[pyclass(module = "pyo3_classes_fixture", extends = Vehicle, subclass)]
pub struct Truck {
    #[field(ge = 0.0)]
    load: f64,
    #[field(default)]
    tags: Vec<String>,
}

impl Truck {
    fn checked(draft: &TruckDraft) -> Result<(), String> {
        match (draft.base().wheels(), draft.load()) {
            (Some(wheels), Some(load)) if *load > f64::from(*wheels) * 10.0 => {
                Err(format!("{load} is too much for {wheels} wheels"))
            }
            _ => Ok(()),
        }
    }
}

/// The third, which holds an object and hides a field.
#[derive(PyDataClass, PyBuilder)]
#[pyclass(module = "pyo3_classes_fixture", extends = Truck, subclass, weakref)]
pub struct Trailer {
    #[field(default)]
    owner: Option<Py<PyAny>>,
    #[field(skip, default = 7)]
    hidden: i32,
}

#[pymethods]
impl Trailer {
    fn hidden(&self) -> i32 {
        self.hidden
    }
}

/// Extends one with a builder, and has none.
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture", extends = Vehicle)]
pub struct Van {
    seats: u8,
}

/// An exception.
#[cfg(not(feature = "abi3-py39"))]
#[derive(PyDataClass, PyBuilder)]
#[pyclass(module = "pyo3_classes_fixture", extends = pyo3::exceptions::PyException)]
pub struct Breakdown {
    place: String,
    #[field(default = 1, ge = 1)]
    count: u32,
}

/// A dict.
#[cfg(not(feature = "abi3-py39"))]
#[derive(PyDataClass, PyBuilder, Clone)]
#[pyclass(module = "pyo3_classes_fixture", extends = pyo3::types::PyDict)]
pub struct Register {
    title: String,
}

/// A shape.
#[derive(PyDataClass, PyBuilder, Clone, Debug)]
#[dataclass(module = "pyo3_classes_fixture")]
pub(crate) enum Figure {
    /// Round.
    #[pybuilder(validate = not_too_round)]
    Circle {
        /// From the middle.
        #[field(gt = 0.0)]
        radius: f64,
    },
    Rect(#[field(ge = 0.0)] f64, #[field(ge = 0.0, default = 1.0)] f64),
    Empty,
    #[pybuilder(prefix = "with_", name = "Namer")]
    Named {
        name: String,
        #[field(default)]
        tags: Vec<String>,
        #[field(default)]
        #[pybuilder(set_once)]
        inner: Option<Box<Figure>>,
    },
}

fn not_too_round(draft: &FigureCircleDraft) -> Result<(), String> {
    match draft.radius() {
        Some(radius) if *radius > 1e6 => Err(format!("{radius} is too round")),
        _ => Ok(()),
    }
}

/// No data class: constructor, getters and `repr` are written by hand.
#[derive(PyBuilder)]
#[pybuilder(validate = Plain::checked)]
#[pyclass(module = "pyo3_classes_fixture", subclass)]
pub struct Plain {
    /// Who.
    #[field(min_length = 1)]
    #[pyo3(get, set)]
    name: String,
    #[field(default = 1, ge = 1, alias = "how_many")]
    #[pyo3(get)]
    count: u32,
    #[field(default)]
    #[pyo3(get)]
    objects: Vec<Py<PyAny>>,
    note: Option<String>,
    #[field(skip, default = 7)]
    hidden: i32,
}

impl Plain {
    fn checked(draft: &PlainDraft) -> Result<(), String> {
        match (draft.name(), draft.count()) {
            (Some(name), Some(13)) => Err(format!("13 is no number for {name}")),
            _ => Ok(()),
        }
    }
}

#[pymethods]
impl Plain {
    #[new]
    fn new() -> Self {
        Self { name: "new".into(), count: 0, objects: Vec::new(), note: None, hidden: 0 }
    }

    fn hidden(&self) -> i32 {
        self.hidden
    }

    fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }
}

/// No data class, no constructor, and frozen.
#[derive(PyBuilder)]
#[pyclass(module = "pyo3_classes_fixture", frozen, get_all, eq)]
#[derive(PartialEq)]
pub struct Still {
    x: i64,
    #[field(default = 2)]
    y: i64,
}

/// No module to pickle from.
#[derive(PyDataClass, PyBuilder, Clone)]
#[pyclass]
pub struct Drifter {
    x: i64,
}

/// One thread's own.
#[derive(PyDataClass, PyBuilder)]
#[pyclass(module = "pyo3_classes_fixture", unsendable)]
pub struct Shy {
    name: String,
    #[field(default)]
    objects: Vec<Py<PyAny>>,
}
