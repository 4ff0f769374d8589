use pyo3::prelude::*;
use pyo3_classes::PyBuilder;

#[derive(PyBuilder)]
#[pyclass]
struct Order {
    #[field(skip)]
    count: u32,
}

fn main() {}
