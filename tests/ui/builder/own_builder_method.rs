//! The class has it already.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pyclass]
struct Server {
    host: String,
}

#[pymethods]
impl Server {
    fn to_builder(&self) -> String {
        self.host.clone()
    }
}

fn main() {}
