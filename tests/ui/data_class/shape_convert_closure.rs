use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Name {
    #[field(convert = |text: String| Ok(text))]
    text: String,
}

fn main() {}
