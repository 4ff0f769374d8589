//! The prefix makes a method's name.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pybuilder(prefix = "build_")]
#[pyclass]
struct Server {
    many: String,
}

fn main() {}
