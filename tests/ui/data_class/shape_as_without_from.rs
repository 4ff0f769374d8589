use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(Clone)]
struct Nanos(u64);

impl From<Nanos> for u64 {
    fn from(nanos: Nanos) -> Self {
        nanos.0
    }
}

#[derive(PyDataClass)]
#[pyclass]
struct Tick {
    #[field(as = u64)]
    at: Nanos,
}

fn main() {}
