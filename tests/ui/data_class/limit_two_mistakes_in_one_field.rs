use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(ge = -1, pattern = "a", max_length = 2)]
    id: u8,
}

fn main() {}
