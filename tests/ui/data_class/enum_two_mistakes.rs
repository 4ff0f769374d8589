//! Each is told, and a wrong option takes no other with it.

use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(enum = "IntEnum", modul = "paint")]
enum Level {
    #[field(vlaue = 2)]
    Low,
    #[field(value = "1")]
    High,
}

fn main() {}
