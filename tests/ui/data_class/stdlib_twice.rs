use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(stdlib, order, stdlib = true)]
#[pyclass]
struct Order {
    id: u64,
}

fn main() {}
