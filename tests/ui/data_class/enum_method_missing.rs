use pyo3_classes::PyDataClass;

#[derive(PyDataClass, Clone, Copy)]
#[dataclass(methods(label))]
enum Color {
    Red,
    Green,
}

fn main() {}
