use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(rename_all = "camelCase", deny_unknown_fields, omit_defaults)]
#[pyclass]
struct Order {
    id: u64,
}

fn main() {}
