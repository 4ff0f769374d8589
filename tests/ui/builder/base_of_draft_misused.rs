use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder)]
#[pyclass(subclass)]
struct Base {
    id: u64,
}

#[derive(PyDataClass, PyBuilder)]
#[pybuilder(validate = check)]
#[pyclass(extends = Base)]
struct Order {
    name: String,
}

fn check(draft: &OrderDraft) -> Result<(), String> {
    draft.id().map(drop).ok_or_else(String::new)
}

fn main() {}
