use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(order, hash = true)]
#[pyclass]
pub struct Order {
    id: u64,
    name: String,
    price: f64,
    qty: i32,
    tags: Vec<String>,
    active: bool,
}
