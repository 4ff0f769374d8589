use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(tag = "type", rename_all = "camelCase")]
enum Shape {
    Circle { radius: f64 },
    Empty,
}

fn main() {}
