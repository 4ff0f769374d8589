use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(FromPyObject, IntoPyObject)]
struct Clock {
    ticks: u64,
}

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    started: Clock,
}

fn main() {}
