use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[pyo3(name = "kind")]
    r#type: u64,
}

fn main() {}
