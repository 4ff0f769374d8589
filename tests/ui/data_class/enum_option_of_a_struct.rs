use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(order)]
enum Color {
    Red,
    Green,
}

fn main() {}
