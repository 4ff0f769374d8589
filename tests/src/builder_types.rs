//! Builders that extend one another, and one whose state type checkers know.

use pyo3::pyclass;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pyclass(module = "pyo3_classes_fixture", frozen, subclass)]
pub struct Vessel {
    name: String,
    #[field(default)]
    crew: u32,
}

#[derive(PyDataClass, PyBuilder, Clone)]
#[pyclass(module = "pyo3_classes_fixture", frozen, extends = Vessel)]
pub struct Ferry {
    #[field(kw_only)]
    line: String,
}

#[derive(PyDataClass, PyBuilder, Clone)]
#[pybuilder(typestate)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub struct Passage {
    port: String,
    #[field(default)]
    berth: Option<u32>,
}
