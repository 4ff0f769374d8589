use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass(get_all)]
struct Order {
    #[pyo3(get)]
    id: u64,
}

fn main() {}
