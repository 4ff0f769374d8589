use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
union Word {
    int: u32,
    float: f32,
}

fn main() {}
