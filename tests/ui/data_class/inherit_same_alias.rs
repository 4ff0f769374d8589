use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass(subclass)]
struct Base {
    #[field(alias = "number")]
    id: u64,
}

#[derive(PyDataClass)]
#[pyclass(extends = Base)]
struct Order {
    #[field(alias = "number")]
    count: u64,
}

fn main() {}
