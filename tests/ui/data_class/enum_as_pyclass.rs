use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass, Clone, Copy)]
enum Color {
    Red,
    Green,
}

fn add(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add_class::<Color>()
}

fn main() {}
