use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(schema = 3)]
#[pyclass]
struct Order {
    id: u64,
}

fn main() {}
