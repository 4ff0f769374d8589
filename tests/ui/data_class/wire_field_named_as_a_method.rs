use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(dict, json)]
#[pyclass]
struct Order {
    id: u64,
    to_dict: bool,
}

fn main() {}
