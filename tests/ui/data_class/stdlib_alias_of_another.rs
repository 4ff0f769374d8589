use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(stdlib)]
#[pyclass]
struct Order {
    #[field(alias = "name")]
    label: String,
    #[field(alias = "title")]
    name: String,
}

fn main() {}
