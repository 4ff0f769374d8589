use pyo3_classes::PyDataClass;

#[derive(PyDataClass, Clone)]
enum Shape {
    #[dataclass(order)]
    Circle { radius: f64 },
    Empty,
}

fn main() {}
