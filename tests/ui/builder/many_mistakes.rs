//! Every mistake is reported, each once.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pybuilder(prefx = "a", name = "1")]
#[pyclass]
struct Server {
    #[pybuilder(name = "class", set_once = 1)]
    kind: String,
    build: String,
    #[pybuilder(skip)]
    port: u16,
    #[field(skip, default)]
    #[pybuilder(into)]
    cache: String,
}

fn main() {}
