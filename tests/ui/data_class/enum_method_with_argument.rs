use pyo3_classes::PyDataClass;

#[derive(PyDataClass, Clone, Copy)]
#[dataclass(methods(mixed))]
enum Color {
    Red,
    Green,
}

impl Color {
    fn mixed(self, _other: Self) -> Self {
        self
    }
}

fn main() {}
