use pyo3_classes::PyDataClass;

#[derive(PyDataClass, Clone)]
enum Shape {
    Circle(#[field(skip)] f64),
    Empty,
}

fn main() {}
