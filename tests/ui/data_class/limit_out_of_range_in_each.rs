use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(each(le = 65536))]
    ports: Option<Vec<u16>>,
}

fn main() {}
