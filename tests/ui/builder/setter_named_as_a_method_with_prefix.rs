//! The prefix helps, but not where a name is given.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pybuilder(prefix = "with_")]
#[pyclass]
struct Server {
    build: String,
    #[pybuilder(name = "copy")]
    host: String,
    exact: bool,
}

fn main() {}
