use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Pair(i64, #[field(skip)] u8);

fn main() {}
