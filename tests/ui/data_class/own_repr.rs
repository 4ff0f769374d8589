use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    id: u64,
}

#[pymethods]
impl Order {
    fn __repr__(&self) -> String {
        String::new()
    }
}

fn main() {}
