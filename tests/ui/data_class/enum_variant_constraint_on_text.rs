use pyo3_classes::PyDataClass;

#[derive(PyDataClass, Clone)]
enum Shape {
    Circle { radius: f64 },
    Named {
        #[field(ge = 1)]
        name: String,
    },
}

fn main() {}
