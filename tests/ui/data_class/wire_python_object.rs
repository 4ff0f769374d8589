// A Python object that is no data class has no form on the wire.
use pyo3::prelude::*;
use pyo3::types::PyList;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(json)]
#[pyclass]
struct Order {
    id: u64,
    lines: Py<PyList>,
}

fn main() {}
