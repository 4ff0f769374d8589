use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

struct Wrong;

fn upper(text: String) -> Result<String, Wrong> {
    Ok(text.to_uppercase())
}

#[derive(PyDataClass)]
#[pyclass]
struct Name {
    #[field(convert = upper)]
    text: String,
}

fn main() {}
