use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(enum = "IntEnum")]
enum Level {
    #[field(value = 1)]
    Low,
    #[field(value = "2")]
    High,
}

fn main() {}
