use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
enum Color {
    Red,
    Green,
}

fn main() {}
