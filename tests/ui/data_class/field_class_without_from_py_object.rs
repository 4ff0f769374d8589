use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[pyclass]
struct Line {}

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    line: Line,
}

fn main() {}
