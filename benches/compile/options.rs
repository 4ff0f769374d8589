use pyo3::prelude::*;

#[pyclass(get_all, set_all, eq, ord, new = "from_fields")]
#[derive(Clone, PartialEq, PartialOrd)]
pub struct Order {
    id: u64,
    name: String,
    price: f64,
    qty: i32,
    tags: Vec<String>,
    active: bool,
}
