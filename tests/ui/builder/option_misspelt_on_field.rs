//! An option that is nearly right, beside one that is.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pyclass]
struct Server {
    #[pybuilder(set_onse, name = "at")]
    host: String,
}

fn main() {}
