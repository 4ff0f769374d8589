use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(validate = Self::check)]
#[pyclass]
struct Order {
    id: u64,
}

impl Order {
    fn check(&self) -> bool {
        self.id > 0
    }
}

fn main() {}
