use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

struct Clock;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    started: Clock,
}

fn main() {}
