use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(validate = |id| Ok(()))]
    id: u64,
}

fn main() {}
