use pyo3::prelude::*;
use pyo3_classes::PyBuilder;

struct Opaque;

#[derive(PyBuilder)]
#[pyclass]
struct Order {
    opaque: Opaque,
}

fn main() {}
