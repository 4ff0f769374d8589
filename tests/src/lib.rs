//! The extension module that the Python tests import.

use pyo3::prelude::*;
use pyo3_classes::{PyDataClass, ValidationError};

/// One line of an order.
#[derive(PyDataClass, Clone)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_fixture")]
pub struct Order {
    /// Order number.
    #[field(ge = 1)]
    id: u64,
    #[field(min_length = 1, max_length = 40)]
    name: String,
    #[field(gt = 0.0)]
    price: f64,
    #[field(default = 1, ge = 1)]
    qty: i32,
    #[field(default)]
    tags: Vec<String>,
    #[field(default, repr = false, kw_only)]
    note: Option<String>,
}

#[pymethods]
impl Order {
    fn total(&self) -> f64 {
        self.price * f64::from(self.qty)
    }
}

/// The module.
#[pymodule]
fn pyo3_classes_fixture(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add_class::<Order>()?;
    ValidationError::add_to(m)
}
