use pyo3_classes::{PyBuilder, PyDataClass};

#[derive(PyDataClass, PyBuilder)]
enum Shape {
    Circle {
        radius: f64,
        #[pybuilder(name = "radius")]
        width: f64,
    },
    Empty,
}

fn main() {}
