use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder)]
#[pybuilder(prefix = "with_")]
#[pyclass(subclass)]
struct Base {
    id: u64,
}

#[derive(PyDataClass, PyBuilder)]
#[pyclass(extends = Base, subclass)]
struct Middle {
    name: String,
}

#[derive(PyDataClass, PyBuilder)]
#[pyclass(extends = Middle)]
struct Last {
    with_id: u64,
}

fn main() {}
