//! A Python class has no parameters.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder)]
#[pyclass]
struct Page<T> {
    inner: T,
}

fn main() {}
