use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(post_init = Self::complete)]
#[pyclass]
struct Order {
    id: u64,
}

impl Order {
    fn complete(&mut self, other: u64) {
        self.id = other;
    }
}

fn main() {}
