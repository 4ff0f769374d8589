use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(json)]
#[pyclass(subclass)]
struct Animal {
    name: String,
}

#[derive(PyDataClass)]
#[dataclass(json, serde = false)]
#[pyclass(extends = Animal)]
struct Dog {
    weight: f64,
}

fn main() {}
