use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(json, rename_all = "Camel")]
enum Shape {
    Circle { radius: f64 },
    Empty,
}

fn main() {}
