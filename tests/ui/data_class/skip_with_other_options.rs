use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(skip, default, repr = false, ge = 1)]
    hits: u64,
}

fn main() {}
