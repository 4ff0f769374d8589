//! What does not convert to Python can be no value of a member.

use pyo3_classes::PyDataClass;

struct Code(u8);

#[derive(PyDataClass)]
enum Level {
    #[field(value = Code(1))]
    Low,
    High,
}

fn main() {}
