use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(Clone)]
struct Nanos(u64);

struct Unlucky;

impl From<Nanos> for u64 {
    fn from(nanos: Nanos) -> Self {
        nanos.0
    }
}

impl TryFrom<u64> for Nanos {
    type Error = Unlucky;

    fn try_from(nanos: u64) -> Result<Self, Unlucky> {
        if nanos == 13 { Err(Unlucky) } else { Ok(Self(nanos)) }
    }
}

#[derive(PyDataClass)]
#[pyclass]
struct Tick {
    #[field(as = u64)]
    at: Nanos,
}

fn main() {}
