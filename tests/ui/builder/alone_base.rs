use pyo3::prelude::*;
use pyo3_classes::PyBuilder;

#[pyclass(subclass)]
struct Base {
    id: u64,
}

#[derive(PyBuilder)]
#[pyclass(extends = Base)]
struct Order {
    name: String,
}

fn main() {}
