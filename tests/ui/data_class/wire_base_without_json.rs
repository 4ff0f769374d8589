use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass(subclass)]
struct Base {
    id: u64,
}

#[derive(PyDataClass)]
#[dataclass(json)]
#[pyclass(extends = Base)]
struct Child {
    name: String,
}

fn main() {}
