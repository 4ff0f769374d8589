//! The function gets the field's own value, not what Python sees.

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

fn even(nanos: &u64) -> Result<(), String> {
    if nanos % 2 == 0 { Ok(()) } else { Err("odd".to_owned()) }
}

#[derive(PyDataClass)]
#[pyclass]
struct Tick {
    #[field(as = u64, validate = even)]
    at: Nanos,
}

fn main() {}
