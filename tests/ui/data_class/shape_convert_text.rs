use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

fn upper(text: String) -> Result<String, String> {
    Ok(text.to_uppercase())
}

#[derive(PyDataClass)]
#[pyclass]
struct Name {
    #[field(convert = "upper")]
    text: String,
}

fn main() {}
