use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(gt = 4, lt = 5)]
    id: u64,
}

fn main() {}
