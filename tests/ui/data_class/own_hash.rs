use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass(frozen)]
struct Order {
    id: u64,
}

#[pymethods]
impl Order {
    fn __hash__(&self) -> u64 {
        self.id
    }
}

fn main() {}
