use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(crate = "nowhere::pyo3_classes")]
#[pyclass]
struct Order {
    id: u64,
}

fn main() {}
