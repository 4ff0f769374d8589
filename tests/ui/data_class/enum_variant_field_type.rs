use pyo3_classes::PyDataClass;

#[derive(Clone)]
struct Clock(u64);

#[derive(PyDataClass, Clone)]
enum Event {
    Tick { at: Clock },
    Stop,
}

fn main() {}
