use pyo3::prelude::*;
use pyo3_classes::PyBuilder;

#[derive(PyBuilder)]
#[pyclass]
struct Order {
    #[field(min_length = 1)]
    count: u32,
}

fn main() {}
