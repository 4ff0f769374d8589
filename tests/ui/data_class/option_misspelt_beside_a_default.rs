use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(default = 1)]
    id: u64,
    #[field(default = 2, rpr = false)]
    qty: u64,
}

fn main() {}
