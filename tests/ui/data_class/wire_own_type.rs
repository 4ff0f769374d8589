// A field type of one's own needs serde's traits on the wire.
use pyo3::Borrowed;
use pyo3::prelude::*;
use pyo3_classes::{ConvertError, FieldType, Mode, PyDataClass, TypeHint};

#[derive(Clone, Copy, PartialEq)]
struct Cents(i64);

impl FieldType for Cents {
    const HINT: TypeHint = TypeHint::builtin("int");

    fn from_py(value: Borrowed<'_, '_, PyAny>, mode: Mode) -> Result<Self, ConvertError> {
        i64::from_py(value, mode).map(Cents)
    }
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.to_py(py)
    }
    fn copied(&self, _py: Python<'_>) -> PyResult<Self> {
        Ok(*self)
    }
}

#[derive(PyDataClass)]
#[dataclass(json)]
#[pyclass]
struct Order {
    id: u64,
    price: Cents,
}

fn main() {}
