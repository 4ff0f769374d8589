use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

type Id = Vec<String>;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(value(min_length = 1))]
    id: Id,
}

fn main() {}
