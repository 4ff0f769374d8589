//! The name of a class.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pybuilder(name = "Server Maker")]
#[pyclass]
struct Server {
    host: String,
}

fn main() {}
