//! A prefix is a text.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pybuilder(prefix = 1)]
#[pyclass]
struct Server {
    host: String,
}

fn main() {}
