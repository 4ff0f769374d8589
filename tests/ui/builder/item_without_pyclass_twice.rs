//! Both derives need it.

use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder)]
struct Server {
    host: String,
}

fn main() {}
