use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Pair(#[field(default = 1)] i64, u8);

fn main() {}
