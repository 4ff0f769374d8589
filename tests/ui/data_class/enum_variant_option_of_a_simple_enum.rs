use pyo3_classes::PyDataClass;

#[derive(PyDataClass, Clone)]
#[dataclass(enum = "Enum")]
enum Shape {
    Circle { radius: f64 },
    Rect { width: f64, height: f64 },
}

fn main() {}
