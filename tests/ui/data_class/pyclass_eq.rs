use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass, PartialEq)]
#[pyclass(eq)]
struct Order {
    id: u64,
}

fn main() {}
