use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder)]
#[pybuilder(name = "ShapeBuilder", validate = check)]
enum Shape {
    Circle { radius: f64 },
    Empty,
}

fn main() {}
