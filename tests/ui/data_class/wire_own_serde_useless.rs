use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(dict, serde = false)]
#[pyclass]
struct Order {
    id: u64,
}

#[derive(PyDataClass)]
#[dataclass(json, serde = false, rename_all = "camelCase")]
#[pyclass]
#[derive(serde::Serialize, serde::Deserialize)]
struct Line {
    id: u64,
}

fn main() {}
