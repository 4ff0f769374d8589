use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    id: u64,
    #[pyo3(get, name = "id")]
    number: u64,
}

fn main() {}
