//! The setters differ, but `maybe_port` is that of both.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pybuilder(prefix = "with_")]
#[pyclass]
struct Server {
    port: u16,
    #[pybuilder(name = "port")]
    other: u16,
}

fn main() {}
