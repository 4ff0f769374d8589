use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(json, tag = "t", content = "t")]
enum Shape {
    Circle { radius: f64 },
    Empty,
}

fn main() {}
