use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

fn upper(text: String) -> Result<usize, String> {
    Ok(text.len())
}

#[derive(PyDataClass)]
#[pyclass]
struct Name {
    #[field(convert = upper)]
    text: String,
}

fn main() {}
