use pyo3_classes::PyDataClass;

#[derive(PyDataClass, Clone)]
enum Shape {
    #[field(value = 1)]
    Circle { radius: f64 },
    Empty,
}

fn main() {}
