use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(Clone)]
struct Nanos(u64);

impl From<Nanos> for u64 {
    fn from(nanos: Nanos) -> Self {
        nanos.0
    }
}

impl From<u64> for Nanos {
    fn from(nanos: u64) -> Self {
        Self(nanos)
    }
}

#[derive(PyDataClass)]
#[pyclass]
struct Tick {
    #[field(as)]
    at: Nanos,
}

fn main() {}
