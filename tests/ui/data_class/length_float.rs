use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(max_length = 1.5)]
    name: String,
}

fn main() {}
