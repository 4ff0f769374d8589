use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(json, content = "value")]
enum Shape {
    Circle { radius: f64 },
    Empty,
}

fn main() {}
