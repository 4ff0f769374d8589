use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass(subclass)]
struct Base {
    id: u64,
}

#[derive(PyDataClass)]
#[pyclass(extends = Base, subclass)]
struct Order {
    name: String,
}

#[derive(PyDataClass)]
#[pyclass(extends = Order)]
struct Gift {
    #[field(default)]
    id: u64,
}

fn main() {}
