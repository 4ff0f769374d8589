//! The attribute is gone when the derive below it runs.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[pyclass]
#[derive(PyDataClass, PyBuilder)]
struct Server {
    host: String,
}

fn main() {}
