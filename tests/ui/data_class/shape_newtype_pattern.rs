use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Meters(#[field(pattern = "^[0-9]+$")] f64);

fn main() {}
