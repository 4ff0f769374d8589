use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass(subclass)]
struct Base {
    id: u64,
}

#[derive(PyDataClass)]
#[pyclass(extends = Base, frozen)]
struct Order {
    name: String,
}

fn main() {}
