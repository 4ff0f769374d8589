use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
enum Shape {
    Circle { radius: f64 },
    Empty,
}

fn main() {}
