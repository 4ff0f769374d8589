use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(stdlib)]
enum Color {
    Red,
    Green,
}

fn main() {}
