use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(json, rename_all = "camelcase")]
#[pyclass]
struct Order {
    order_id: u64,
}

fn main() {}
