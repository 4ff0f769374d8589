//! `nested` needs a class with a builder.
use pyo3::pyclass;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, Clone)]
#[pyclass(frozen)]
struct Tls {
    cert: String,
}

#[derive(PyDataClass, PyBuilder)]
#[pyclass(frozen)]
struct Server {
    #[pybuilder(nested)]
    tls: Option<Box<Tls>>,
    #[pybuilder(nested)]
    name: String,
}

fn main() {}
