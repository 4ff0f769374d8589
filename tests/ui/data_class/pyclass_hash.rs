use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass, PartialEq, Eq, Hash)]
#[dataclass(eq = false, hash)]
#[pyclass(eq, hash, frozen)]
struct Order {
    id: u64,
}

fn main() {}
