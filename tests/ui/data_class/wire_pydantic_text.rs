use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(pydantic = "strict", schema)]
#[pyclass]
struct Order {
    id: u64,
}

fn main() {}
