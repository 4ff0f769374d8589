//! Which of the two counts?

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pybuilder(prefix = "with_", prefix = "set_")]
#[pyclass]
struct Server {
    host: String,
}

fn main() {}
