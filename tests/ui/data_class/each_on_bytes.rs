use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(each(le = 100))]
    data: Vec<u8>,
}

fn main() {}
