use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass(subclass)]
struct Base {
    id: u64,
}

#[derive(PyDataClass)]
#[pyclass(extends = Base)]
struct Order {
    id: u64,
}

fn main() {}
