use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(module = "paint", module = "draw")]
enum Color {
    Red,
    Green,
}

fn main() {}
