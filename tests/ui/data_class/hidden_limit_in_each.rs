use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

type Id = String;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(each(ge = 1))]
    ids: Vec<Id>,
}

fn main() {}
