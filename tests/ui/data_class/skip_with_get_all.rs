use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass(get_all)]
struct Order {
    #[field(skip, default)]
    hits: u64,
}

fn main() {}
