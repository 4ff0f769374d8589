use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass(frozen)]
struct Order {
    #[field(view)]
    tags: Vec<String>,
}

fn main() {}
