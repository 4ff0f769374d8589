//! A mistake in the enum is told once.

use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass, Clone)]
#[dataclass(modul = "paint")]
enum Color {
    Red,
    Green,
}

#[derive(PyDataClass, Clone)]
enum Shape {
    #[field(value = 1)]
    Circle {
        radius: f64,
    },
    Empty,
}

#[derive(PyDataClass)]
#[pyclass]
struct Paint {
    color: Color,
    shapes: Vec<Shape>,
}

#[pyfunction]
fn mix(color: Color, _shape: Shape) -> Color {
    color
}

#[pymodule]
mod paint {
    #[pymodule_export]
    use super::Color;
    #[pymodule_export]
    use super::Shape;
    #[pymodule_export]
    use super::mix;
}

fn main() {}
