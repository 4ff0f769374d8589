use pyo3_classes::PyDataClass;

#[derive(PyDataClass, Clone, Copy)]
#[dataclass(methods(mixed(by)))]
enum Color {
    Red,
    Green,
}

struct Amount(u8);

impl Color {
    fn mixed(self, _by: Amount) -> Self {
        self
    }
}

fn main() {}
