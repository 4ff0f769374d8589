use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(ge = 5, le = 3)]
    id: u64,
}

fn main() {}
