//! Right or wrong, and why.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pybuilder(validate = check)]
#[pyclass]
struct Server {
    host: String,
}

fn check(draft: &ServerDraft) -> bool {
    draft.host().is_some()
}

fn main() {}
