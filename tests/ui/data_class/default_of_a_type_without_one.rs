use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[pyclass(from_py_object)]
#[derive(Clone)]
struct Color {}

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(default)]
    color: Color,
}

fn main() {}
