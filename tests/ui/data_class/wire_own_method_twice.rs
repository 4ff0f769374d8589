use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(dict, json)]
#[pyclass]
struct Order {
    id: u64,
}

#[pymethods]
impl Order {
    fn to_json(&self) -> String {
        self.id.to_string()
    }
}

fn main() {}
