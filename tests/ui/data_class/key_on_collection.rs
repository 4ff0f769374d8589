use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(key(min_length = 1))]
    tags: Vec<String>,
}

fn main() {}
