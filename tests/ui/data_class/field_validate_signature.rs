use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(validate = even)]
    id: u64,
}

fn even(id: u64) -> Result<(), String> {
    if id % 2 == 0 { Ok(()) } else { Err("odd".to_owned()) }
}

fn main() {}
