use pyo3_classes::PyDataClass;

#[derive(PyDataClass, Clone, Copy)]
#[dataclass(methods(code))]
enum Color {
    Red,
    Green,
}

struct Code(u8);

impl Color {
    fn code(self) -> Code {
        Code(self as u8)
    }
}

fn main() {}
