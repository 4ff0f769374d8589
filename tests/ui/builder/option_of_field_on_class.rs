//! An option in the wrong place.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pybuilder(set_once)]
#[pyclass]
struct Server {
    host: String,
}

fn main() {}
