use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(frozen)]
    #[pyo3(get, set)]
    id: u64,
}

fn main() {}
