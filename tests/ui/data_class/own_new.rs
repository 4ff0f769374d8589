use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    id: u64,
}

#[pymethods]
impl Order {
    #[new]
    fn new() -> Self {
        Self { id: 1 }
    }
}

fn main() {}
