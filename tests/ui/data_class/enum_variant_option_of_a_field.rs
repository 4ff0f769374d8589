use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
enum Color {
    #[field(default = 1)]
    Red,
    Green,
}

fn main() {}
