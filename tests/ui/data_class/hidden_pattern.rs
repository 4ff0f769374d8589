use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

type Id = u64;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(pattern = "a")]
    id: Id,
}

fn main() {}
