use pyo3_classes::PyDataClass;

#[derive(PyDataClass, Clone, Copy)]
#[dataclass(methods(first))]
enum Color {
    Red,
    Green,
}

impl Color {
    fn first() -> Self {
        Self::Red
    }
}

fn main() {}
