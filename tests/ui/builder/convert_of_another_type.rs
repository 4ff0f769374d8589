//! Makes no value of the field.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pyclass]
struct Server {
    #[pybuilder(convert = to_host)]
    host: String,
}

fn to_host(text: &str) -> Result<usize, String> {
    Ok(text.len())
}

fn main() {}
