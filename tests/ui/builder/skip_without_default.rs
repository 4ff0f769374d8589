//! No setter and no value.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pyclass]
struct Server {
    host: String,
    #[pybuilder(skip)]
    port: u16,
    #[field(default)]
    #[pybuilder(skip)]
    tags: Vec<String>,
}

fn main() {}
