//! A switch is on or off.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pyclass]
struct Server {
    #[field(default)]
    #[pybuilder(skip = 1)]
    host: String,
}

fn main() {}
