use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

const LOWEST: i32 = 1;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(ge = LOWEST)]
    id: u64,
}

fn main() {}
