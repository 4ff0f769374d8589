use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(traverse)]
#[pyclass]
struct Order {
    other: Option<Py<PyAny>>,
}

#[pymethods]
impl Order {
    fn __clear__(&mut self) {
        self.other = None;
    }
}

fn main() {}
