use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(pattern = "[0-9]+")]
    id: i32,
}

fn main() {}
