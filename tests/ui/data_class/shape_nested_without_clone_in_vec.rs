use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Line {
    qty: u64,
}

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    lines: Vec<Line>,
}

fn main() {}
