//! Options on a field that Python does not see.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pyclass]
struct Server {
    host: String,
    #[field(skip, default)]
    #[pybuilder(set_once, name = "at")]
    cache: Option<String>,
}

fn main() {}
