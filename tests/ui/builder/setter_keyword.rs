//! Python has other plans for the name.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pyclass]
struct Server {
    #[pybuilder(name = "class")]
    kind: String,
    #[field(alias = "from")]
    source: String,
}

fn main() {}
