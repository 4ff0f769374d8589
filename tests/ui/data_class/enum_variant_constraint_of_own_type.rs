use pyo3_classes::PyDataClass;

type Name = String;

#[derive(PyDataClass, Clone)]
enum Shape {
    Circle { radius: f64 },
    Named(#[field(ge = 1)] Name),
}

fn main() {}
