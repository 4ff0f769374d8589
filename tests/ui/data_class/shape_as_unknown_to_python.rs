use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

struct Clock;

#[derive(Clone)]
struct Nanos(u64);

impl From<Nanos> for Clock {
    fn from(_: Nanos) -> Self {
        Self
    }
}

impl From<Clock> for Nanos {
    fn from(_: Clock) -> Self {
        Self(0)
    }
}

#[derive(PyDataClass)]
#[pyclass]
struct Tick {
    #[field(as = Clock)]
    at: Nanos,
}

fn main() {}
