use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

struct Mistake;

#[derive(PyDataClass)]
#[dataclass(validate = Self::check)]
#[pyclass]
struct Order {
    id: u64,
}

impl Order {
    fn check(&self) -> Result<(), Mistake> {
        Err(Mistake)
    }
}

fn main() {}
