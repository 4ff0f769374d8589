//! No such function.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pyclass]
struct Server {
    #[pybuilder(convert = to_host)]
    host: String,
}

fn main() {}
