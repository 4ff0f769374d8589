//! An option that there is not.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pyclass]
struct Server {
    #[pybuilder(getter)]
    host: String,
}

fn main() {}
