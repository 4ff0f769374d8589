//! It looks, and changes nothing.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pybuilder(validate = check)]
#[pyclass]
struct Server {
    host: String,
}

fn check(_: &mut ServerDraft) -> Result<(), String> {
    Ok(())
}

fn main() {}
