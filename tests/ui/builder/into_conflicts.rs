//! What `into` excludes, and where it makes no sense.
use pyo3::pyclass;
use pyo3_classes::{PyBuilder, PyDataClass};

fn port(text: String) -> Result<u16, std::num::ParseIntError> {
    text.parse()
}

#[derive(PyDataClass, PyBuilder)]
#[pyclass(frozen)]
struct Server {
    #[pybuilder(into)]
    secure: bool,
    #[pybuilder(into)]
    maybe: Option<bool>,
    #[pybuilder(into, convert = port)]
    port: u16,
    #[pybuilder(into = 5)]
    wrong: i64,
    #[field(as = i64)]
    #[pybuilder(into = i32)]
    shown: i64,
    #[field(default)]
    #[pybuilder(into, skip)]
    skipped: i64,
}

fn main() {}
