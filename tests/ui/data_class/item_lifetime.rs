//! PyO3 reports the same token on its own, without saying what to write.

use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Page<'a> {
    text: &'a str,
}

fn main() {}
