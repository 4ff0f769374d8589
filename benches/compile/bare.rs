use pyo3::prelude::*;

#[pyclass]
#[derive(Clone, PartialEq, PartialOrd)]
#[allow(dead_code, reason = "nothing but the class itself")]
pub struct Order {
    id: u64,
    name: String,
    price: f64,
    qty: i32,
    tags: Vec<String>,
    active: bool,
}
