use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(enum = "StringEnum")]
enum Color {
    Red,
    Green,
}

fn main() {}
