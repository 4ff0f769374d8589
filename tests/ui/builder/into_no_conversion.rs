//! `into = Type` needs `From<Type>`.
use pyo3::pyclass;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder)]
#[pyclass(frozen)]
struct Server {
    #[pybuilder(into = String)]
    port: u16,
    #[pybuilder(into = f64)]
    maybe: Option<u16>,
}

fn main() {}
