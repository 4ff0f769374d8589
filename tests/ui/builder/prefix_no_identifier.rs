//! Nobody could call the setters.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pybuilder(prefix = "with-")]
#[pyclass]
struct Server {
    host: String,
}

fn main() {}
