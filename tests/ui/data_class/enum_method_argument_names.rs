use pyo3_classes::PyDataClass;

#[derive(PyDataClass, Clone, Copy)]
#[dataclass(methods(mixed(by), plain(by)))]
enum Color {
    Red,
    Green,
}

impl Color {
    fn mixed(self, _other: Self, _by: f64) -> Self {
        self
    }

    fn plain(self) -> Self {
        self
    }
}

fn main() {}
