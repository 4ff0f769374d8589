use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(enum = IntEnum)]
enum Color {
    Red,
    Green,
}

fn main() {}
