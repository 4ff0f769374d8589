use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass(new = "from_fields")]
struct Order {
    id: u64,
}

fn main() {}
