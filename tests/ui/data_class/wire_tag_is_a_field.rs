use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(json, tag = "type")]
enum Shape {
    Circle { radius: f64, r#type: u8 },
    Rect {
        #[field(alias = "type")]
        kind: u8,
        #[field(wire = false, default, alias = "type")]
        hidden: u8,
    },
}

fn main() {}
