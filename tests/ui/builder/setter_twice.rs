//! Two fields, one setter.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pyclass]
struct Server {
    host: String,
    #[pybuilder(name = "host")]
    address: String,
}

fn main() {}
