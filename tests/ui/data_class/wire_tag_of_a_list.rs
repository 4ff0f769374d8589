use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(json, tag = "type")]
enum Shape {
    Circle { radius: f64 },
    Rect(f64, f64),
}

fn main() {}
