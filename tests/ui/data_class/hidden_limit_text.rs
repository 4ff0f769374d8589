use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

type Id = String;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(ge = "a")]
    id: Id,
}

fn main() {}
