//! What `nested` excludes.
use pyo3::pyclass;
use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone)]
#[pyclass(frozen)]
struct Tls {
    cert: String,
}

fn tls(cert: String) -> Result<Tls, String> {
    Ok(Tls { cert })
}

#[derive(PyDataClass, PyBuilder)]
#[pyclass(frozen)]
struct Server {
    #[pybuilder(nested, into)]
    a: Tls,
    #[pybuilder(nested, convert = tls)]
    b: Tls,
    #[pybuilder(nested, each = "c_one")]
    c: Vec<Tls>,
    #[field(default)]
    #[pybuilder(nested, skip)]
    d: Option<Tls>,
}

fn main() {}
