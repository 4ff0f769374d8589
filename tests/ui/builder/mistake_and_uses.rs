//! After a mistake the types are still there.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pybuilder(validate = check)]
#[pyclass]
struct Server {
    #[pybuilder(set_onse)]
    host: String,
}

fn check(draft: &ServerDraft) -> Result<(), String> {
    draft.host().map(drop).ok_or_else(String::new)
}

#[pymodule]
mod shop {
    #[pymodule_export]
    use super::{Server, ServerBuilder};
}

fn main() {}
