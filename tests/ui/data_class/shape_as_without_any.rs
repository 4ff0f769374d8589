use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(Clone)]
struct Nanos(u64);

#[derive(PyDataClass)]
#[pyclass]
struct Tick {
    #[field(as = u64)]
    at: Nanos,
}

fn main() {}
