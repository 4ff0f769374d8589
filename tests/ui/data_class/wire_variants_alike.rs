use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(json, rename_all = "lowercase")]
enum Shape {
    BlueDot { radius: f64 },
    Bluedot,
}

fn main() {}
