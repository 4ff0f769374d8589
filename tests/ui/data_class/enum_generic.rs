use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
enum Color<const N: usize> {
    Red,
    Green,
}

fn main() {}
