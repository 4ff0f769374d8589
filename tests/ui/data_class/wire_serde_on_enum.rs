use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(json, serde = false)]
enum Shape {
    Circle { radius: f64 },
    Empty,
}

fn main() {}
