use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass, Clone)]
#[pyclass(from_py_object)]
struct Lines {
    count: u64,
}

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(view)]
    lines: Lines,
}

fn main() {}
