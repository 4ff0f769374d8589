use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass, Clone)]
#[pyclass]
struct Line {
    sku: String,
}

#[derive(PyDataClass)]
#[dataclass(json)]
#[pyclass]
struct Order {
    lines: Vec<Line>,
}

fn main() {}
