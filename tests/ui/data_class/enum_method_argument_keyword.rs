use pyo3_classes::PyDataClass;

#[derive(PyDataClass, Clone, Copy)]
#[dataclass(methods(mixed(from, r#in, by, by)))]
enum Color {
    Red,
    Green,
}

impl Color {
    fn mixed(self, _from: u8, _in: u8, _by: u8, _to: u8) -> Self {
        self
    }
}

fn main() {}
