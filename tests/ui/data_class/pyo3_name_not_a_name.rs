use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[pyo3(get, name = "first name")]
    name: String,
}

fn main() {}
