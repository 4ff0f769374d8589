//! Which of the two counts?

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pyclass]
struct Server {
    #[pybuilder(name = "a")]
    #[pybuilder(name = "b")]
    host: String,
}

fn main() {}
