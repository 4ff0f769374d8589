use pyo3_classes::PyDataClass;

#[derive(PyDataClass, Clone)]
enum Shape {
    Circle {
        #[field(defualt = 1.0)]
        radius: f64,
    },
    Empty,
}

fn main() {}
