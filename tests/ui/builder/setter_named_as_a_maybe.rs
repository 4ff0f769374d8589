//! `maybe_` and a field's name are a method of that field.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pyclass]
struct Server {
    host: String,
    maybe_host: String,
}

fn main() {}
