use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass, Clone)]
#[pyclass]
enum Shape {
    Circle { radius: f64 },
    Rect { width: f64, height: f64 },
}

fn main() {}
