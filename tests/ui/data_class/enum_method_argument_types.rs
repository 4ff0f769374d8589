use pyo3_classes::PyDataClass;

#[derive(PyDataClass, Clone, Copy)]
#[dataclass(methods(mixed(by: u8)))]
enum Color {
    Red,
    Green,
}

impl Color {
    fn mixed(self, _by: u8) -> Self {
        self
    }
}

fn main() {}
