use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(default = 3, multiple_of = 2)]
    id: u64,
}

fn main() {}
