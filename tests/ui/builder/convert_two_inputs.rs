//! Takes one value.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pyclass]
struct Server {
    #[pybuilder(convert = to_host)]
    host: String,
}

fn to_host(text: &str, _: i64) -> String {
    text.to_owned()
}

fn main() {}
