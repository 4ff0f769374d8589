use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass)]
#[pyclass(subclass)]
struct Base {
    id: u64,
}

#[derive(PyDataClass, PyBuilder)]
#[pyclass(extends = Base)]
struct Order {
    name: String,
}

fn main() {}
