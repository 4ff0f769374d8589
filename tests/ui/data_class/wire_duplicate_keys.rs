use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(json, rename_all = "camelCase")]
#[pyclass]
struct Order {
    order_id: u64,
    #[field(alias = "orderId", kw_only)]
    other: u64,
}

fn main() {}
