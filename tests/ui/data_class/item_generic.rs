//! PyO3 reports the same token on its own, without saying what to write.

use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Page<T> {
    items: Vec<T>,
}

fn main() {}
