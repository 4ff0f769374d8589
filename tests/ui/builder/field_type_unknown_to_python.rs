//! Told once, not once per derive.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

struct Secret;

#[derive(PyDataClass, PyBuilder)]
#[pyclass]
struct Server {
    host: Secret,
}

fn main() {}
