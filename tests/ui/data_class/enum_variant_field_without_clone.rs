//! `Py` is no `Clone`.

use pyo3_classes::PyDataClass;

use pyo3::prelude::*;

#[derive(PyDataClass)]
enum Shape {
    Group { members: Vec<Py<PyAny>> },
    Empty,
}

fn main() {}
