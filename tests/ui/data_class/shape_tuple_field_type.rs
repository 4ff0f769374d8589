use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

struct Clock;

#[derive(PyDataClass)]
#[pyclass]
struct Pair(i64, Clock);

fn main() {}
