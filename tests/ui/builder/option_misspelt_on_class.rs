//! An option that is nearly right.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pybuilder(prefx = "with_")]
#[pyclass]
struct Server {
    host: String,
}

fn main() {}
