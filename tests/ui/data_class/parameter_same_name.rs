use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(alias = "name")]
    label: String,
    name: String,
}

fn main() {}
