use pyo3::prelude::*;
use pyo3::types::PyDict;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(version = 2, migrate = lift)]
#[pyclass]
struct Order {
    id: u64,
}

fn lift(_state: &Bound<'_, PyDict>) -> PyResult<()> {
    Ok(())
}

fn main() {}
