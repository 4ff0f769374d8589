use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(repr = false)]
    #[field(repr = false)]
    id: u64,
}

fn main() {}
