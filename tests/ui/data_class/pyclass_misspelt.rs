use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass(frozn)]
struct Order {
    id: u64,
}

fn main() {}
