use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(view)]
    tags: Box<Vec<String>>,
}

fn main() {}
