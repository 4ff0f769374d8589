use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass, PartialEq, PartialOrd)]
#[pyclass(eq, ord)]
struct Order {
    id: u64,
}

fn main() {}
