use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(validate = even)]
    id: u64,
}

fn even(id: &u64) -> bool {
    id % 2 == 0
}

fn main() {}
