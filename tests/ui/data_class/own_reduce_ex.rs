use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    id: u64,
}

#[pymethods]
impl Order {
    fn __reduce_ex__(&self, _protocol: u8) -> String {
        String::new()
    }
}

fn main() {}
