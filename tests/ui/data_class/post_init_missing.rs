use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(post_init = Self::fill_in)]
#[pyclass]
struct Order {
    id: u64,
}

fn main() {}
