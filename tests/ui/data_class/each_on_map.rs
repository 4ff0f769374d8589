use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(each(ge = 1))]
    prices: std::collections::HashMap<String, u64>,
}

fn main() {}
