//! Nobody could call it.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pyclass]
struct Server {
    #[pybuilder(name = "1st")]
    first: String,
    #[pybuilder(name = "")]
    second: String,
}

fn main() {}
