use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(key(ge = 1))]
    prices: std::collections::BTreeMap<String, f64>,
}

fn main() {}
