//! Every builder has `build` and its like.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pyclass]
struct Server {
    build: String,
    when: i64,
    #[pybuilder(name = "unset")]
    host: String,
}

fn main() {}
