//! Options of a setter that there is not.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pyclass]
struct Server {
    #[field(default)]
    #[pybuilder(skip, set_once, name = "at")]
    host: String,
    #[field(init = false, default)]
    #[pybuilder(set_once)]
    port: u16,
}

fn main() {}
