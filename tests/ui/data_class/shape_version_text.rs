use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(version = "2")]
#[pyclass]
struct Order {
    id: u64,
}

fn main() {}
