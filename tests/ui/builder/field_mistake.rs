//! Told by the one derive that has the option.

use pyo3::prelude::*;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pyclass]
struct Server {
    #[field(ge = 5, le = 3)]
    port: u16,
    #[field(min_lenght = 1)]
    host: String,
}

fn main() {}
