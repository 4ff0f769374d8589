use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(skip, default)]
    #[pyo3(get)]
    id: u64,
}

fn main() {}
