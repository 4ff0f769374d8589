//! No such function.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pybuilder(validate = check_server)]
#[pyclass]
struct Server {
    host: String,
}

fn main() {}
