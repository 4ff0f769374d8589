use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    id: u64,
}

fn add(m: &Bound<'_, PyModule>) -> PyResult<()> {
    pyo3_classes::add_enum::<Order>(m)
}

fn main() {}
