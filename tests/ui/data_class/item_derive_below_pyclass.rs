use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[pyclass]
#[derive(PyDataClass)]
struct Order {
    id: u64,
}

fn main() {}
