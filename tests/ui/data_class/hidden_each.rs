use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

type Id = u64;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(each(ge = 1))]
    id: Id,
}

fn main() {}
