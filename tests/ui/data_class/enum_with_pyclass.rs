use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
enum Color {
    Red,
    Green,
}

fn main() {}
