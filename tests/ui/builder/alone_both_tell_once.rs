use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

struct Opaque;

#[derive(PyDataClass, PyBuilder)]
#[pyclass]
struct Typo {
    #[field(min_lenght = 1)]
    name: String,
}

#[derive(PyDataClass, PyBuilder)]
#[pyclass]
struct Rule {
    #[field(min_length = 1)]
    count: u32,
}

#[derive(PyDataClass, PyBuilder)]
#[pyclass]
struct Type {
    opaque: Opaque,
}

fn main() {}
