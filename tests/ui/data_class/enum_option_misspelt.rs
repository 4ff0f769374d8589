use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(modul = "paint")]
enum Color {
    Red,
    Green,
}

fn main() {}
