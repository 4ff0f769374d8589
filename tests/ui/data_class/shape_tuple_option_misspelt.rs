use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Pair(i64, #[field(defualt = 1)] u8);

fn main() {}
