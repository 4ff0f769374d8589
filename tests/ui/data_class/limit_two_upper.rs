use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(lt = 1, le = 2)]
    id: u64,
}

fn main() {}
