use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(validate = Self::check)]
#[pyclass]
struct Order {
    id: u64,
}

impl Order {
    fn check(&mut self) -> Result<(), String> {
        Ok(())
    }
}

fn main() {}
