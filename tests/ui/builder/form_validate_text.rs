//! A function has a path.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pybuilder(validate = "check")]
#[pyclass]
struct Server {
    host: String,
}

fn main() {}
