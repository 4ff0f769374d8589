use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass(frozen)]
struct Order {
    id: u64,
}

#[pymethods]
impl Order {
    fn __setattr__(&self, _name: &str, _value: &Bound<'_, PyAny>) {}
}

fn main() {}
