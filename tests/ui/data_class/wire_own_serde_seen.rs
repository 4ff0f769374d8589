use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(json)]
#[pyclass]
#[derive(serde::Serialize, serde::Deserialize)]
struct Order {
    id: u64,
}

fn main() {}
