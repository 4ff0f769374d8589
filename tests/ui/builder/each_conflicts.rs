//! Where `each` cannot be.
use pyo3::pyclass;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder)]
#[pyclass(frozen)]
struct Server {
    #[pybuilder(each = "letter")]
    name: String,
    #[pybuilder(each = "port")]
    ports: [u16; 3],
    #[pybuilder(each = "tag", set_once)]
    tags: Vec<String>,
    #[field(as = Vec<i64>)]
    #[pybuilder(each = "number")]
    numbers: Vec<i64>,
    #[field(default)]
    #[pybuilder(each = "host", skip)]
    hosts: Vec<String>,
    #[field(default, init = false)]
    #[pybuilder(each = "user")]
    users: Vec<String>,
    #[field(skip, default)]
    #[pybuilder(each = "secret")]
    secrets: Vec<String>,
}

fn main() {}
