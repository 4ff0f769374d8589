use pyo3_classes::PyDataClass;

#[derive(PyDataClass, Clone)]
#[dataclass(validate = Shape::check)]
enum Shape {
    Circle { radius: f64 },
    Rect { width: f64, height: f64 },
}

impl Shape {
    fn check(&self) -> Result<(), String> {
        Ok(())
    }
}

fn main() {}
