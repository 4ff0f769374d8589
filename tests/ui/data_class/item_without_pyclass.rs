use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
struct Order {
    id: u64,
}

fn main() {}
