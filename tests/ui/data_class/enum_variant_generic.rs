use pyo3_classes::PyDataClass;

#[derive(PyDataClass, Clone)]
enum Shape<T> {
    Circle { radius: T },
    Empty,
}

fn main() {}
