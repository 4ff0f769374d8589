use pyo3_classes::PyDataClass;

#[derive(PyDataClass, Clone, Copy)]
#[dataclass(methods = label)]
enum Color {
    Red,
    Green,
}

impl Color {
    fn label(self) -> &'static str {
        "colour"
    }
}

fn main() {}
