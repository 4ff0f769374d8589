use pyo3::prelude::*;
use pyo3_classes::PyBuilder;

#[derive(PyBuilder)]
#[pyclass]
struct Order {
    #[field(min_lenght = 1)]
    name: String,
    #[field(ge = "a")]
    count: u32,
}

fn main() {}
