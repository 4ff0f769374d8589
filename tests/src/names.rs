//! Names that differ between Rust, the constructor and the attribute, and accessors of the user's.

use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

/// A struct of another name.
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture", name = "Ticket", rename_all = "camelCase")]
pub(crate) struct RustTicket {
    seat_number: i64,
    #[pyo3(get, name = "class_")]
    seat_class: String,
    #[field(alias = "from", default = 1, ge = 1)]
    start_station: i64,
    #[field(default)]
    r#type: String,
}

/// Getters of PyO3's and of the user's.
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct Accessors {
    #[pyo3(get)]
    read: i64,
    #[pyo3(get, set)]
    both: i64,
    own: i64,
    generated: i64,
}

#[pymethods]
impl Accessors {
    /// Ten times what is stored.
    #[getter]
    fn get_own(&self) -> i64 {
        self.own * 10
    }

    #[setter]
    fn set_own(&mut self, value: i64) {
        self.own = value / 10;
    }

    /// No field at all.
    #[getter]
    fn sum(&self) -> i64 {
        self.read + self.both + self.own + self.generated
    }
}

/// All getters are PyO3's.
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture", frozen, get_all)]
pub(crate) struct GetAll {
    x: i64,
    #[field(default, max_length = 2)]
    tags: Vec<String>,
}

/// All getters and setters are PyO3's.
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture", get_all, set_all)]
pub(crate) struct SetAll {
    x: i64,
    #[field(default)]
    tags: Vec<String>,
}

/// A field without a setter.
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct PartlyFrozen {
    /// Never changes.
    #[field(frozen)]
    key: i64,
    /// May change.
    value: i64,
}

/// No module is known for it.
#[derive(PyDataClass, Clone)]
#[pyclass]
pub(crate) struct Homeless {
    x: i64,
}
