use pyo3::prelude::*;
use pyo3_classes::PyBuilder;

#[derive(PyBuilder)]
#[pyclass]
struct Order {
    name: String,
}

#[pymethods]
impl Order {
    #[staticmethod]
    fn builder() -> u8 {
        1
    }
}

fn main() {}
