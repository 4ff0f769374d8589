//! Classes with builders.

use pyo3::pyclass;
use pyo3_classes::{PyBuilder, PyDataClass};

/// A server to connect to.
#[derive(PyDataClass, PyBuilder, Clone)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub struct Server {
    /// Where it is.
    #[field(min_length = 1)]
    host: String,
    #[field(ge = 1, le = 65535)]
    port: u32,
    #[field(default)]
    tags: Vec<String>,
    #[field(default = 30.0, gt = 0.0)]
    timeout: f64,
}
