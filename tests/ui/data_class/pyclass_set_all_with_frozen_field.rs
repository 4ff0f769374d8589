use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass(get_all, set_all)]
struct Order {
    #[field(frozen)]
    id: u64,
}

fn main() {}
