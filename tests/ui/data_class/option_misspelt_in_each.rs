use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(each(patern = "a"))]
    names: Vec<String>,
}

fn main() {}
