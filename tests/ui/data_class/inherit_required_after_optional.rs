use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass(subclass)]
struct Base {
    #[field(default = 1)]
    id: u64,
}

#[derive(PyDataClass)]
#[pyclass(extends = Base)]
struct Order {
    name: String,
}

fn main() {}
