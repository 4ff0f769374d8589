use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
enum Never {}

fn main() {}
