use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[pyclass]
struct Order {
    #[field(view)]
    id: u64,
    #[field(view)]
    name: String,
    #[field(view)]
    notes: Option<Vec<String>>,
    #[field(view)]
    corners: [i64; 4],
    #[field(view)]
    content: Vec<u8>,
    #[field(view, frozen)]
    tags: Vec<String>,
    #[field(view, as = Vec<u64>)]
    numbers: Vec<u32>,
    #[field(view, skip, default)]
    cache: Vec<u64>,
    #[field(view)]
    #[pyo3(get)]
    labels: Vec<String>,
}

fn main() {}
