use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[cfg_attr(not(feature = "wire"), dataclass(order, hash = true))]
#[cfg_attr(feature = "wire", dataclass(order, hash = true, dict, json))]
#[pyclass]
pub struct Order {
    id: u64,
    name: String,
    price: f64,
    qty: i32,
    tags: Vec<String>,
    active: bool,
}
