use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(multiple_of = 0)]
    id: u64,
}

fn main() {}
