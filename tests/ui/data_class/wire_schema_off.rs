use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(schema = false, rename_all = "camelCase")]
#[pyclass]
struct Order {
    order_id: u64,
}

fn main() {}
