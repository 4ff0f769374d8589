//! Names of adders that are taken.
use pyo3::pyclass;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder)]
#[pyclass(frozen)]
struct Server {
    host: String,
    #[pybuilder(each = "update")]
    a: Vec<String>,
    #[pybuilder(each = "host")]
    b: Vec<String>,
    #[pybuilder(each = "maybe_host")]
    c: Vec<String>,
    #[pybuilder(each = "item")]
    d: Vec<String>,
    #[pybuilder(each = "item")]
    e: Vec<String>,
    #[pybuilder(each = "an item")]
    f: Vec<String>,
    #[pybuilder(each = "g")]
    g: Vec<String>,
    maybe_host: Vec<String>,
}

fn main() {}
