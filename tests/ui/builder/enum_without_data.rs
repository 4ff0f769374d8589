use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder, Clone, Copy)]
enum Color {
    Red,
    Green,
}

fn main() {}
