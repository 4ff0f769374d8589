use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(enum = "Flag")]
enum Right {
    #[field(value = 1.5)]
    Read,
    #[field(value = 2)]
    Write,
}

fn main() {}
