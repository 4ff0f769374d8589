//! A mistake in the base is told once.

use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(ordr)]
#[pyclass(subclass)]
struct Base {
    id: u64,
}

#[derive(PyDataClass)]
#[pyclass(extends = Base)]
struct Order {
    name: String,
}

fn main() {}
