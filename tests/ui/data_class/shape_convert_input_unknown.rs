use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

struct Clock;

fn upper(_: Clock) -> Result<String, String> {
    Ok(String::new())
}

#[derive(PyDataClass)]
#[pyclass]
struct Name {
    #[field(convert = upper)]
    text: String,
}

fn main() {}
