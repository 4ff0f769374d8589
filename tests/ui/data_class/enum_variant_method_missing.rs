use pyo3_classes::PyDataClass;

#[derive(PyDataClass, Clone)]
#[dataclass(methods(area))]
enum Shape {
    Circle { radius: f64 },
    Empty,
}

fn main() {}
