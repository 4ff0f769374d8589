use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(default = 0, ge = 1)]
    id: u64,
}

fn main() {}
