use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(enum = "StrEnum")]
enum Color {
    #[field(value = "red")]
    Red,
    #[field(value = 2)]
    Green,
}

fn main() {}
