use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

const LONGEST: i32 = 1;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(max_length = LONGEST)]
    name: String,
}

fn main() {}
