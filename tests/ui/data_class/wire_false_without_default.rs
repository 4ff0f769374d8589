use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(json)]
#[pyclass]
struct Order {
    id: u64,
    #[field(wire = false)]
    cache: Vec<u8>,
}

fn main() {}
