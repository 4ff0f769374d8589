use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(default = "Tea", pattern = "^[a-z]+$")]
    name: String,
}

fn main() {}
