//! `#[derive(PyDataClass)]`.

use pyo3::prelude::*;
use pyo3::types::PyString;
use pyo3_classes::PyDataClass;

#[derive(PyDataClass)]
#[dataclass(order, dict)]
#[pyclass(module = "pyo3_classes_bench")]
struct OursR1 {
    x: f64,
    y: f64,
    z: f64,
}

#[derive(PyDataClass)]
#[dataclass(order, dict)]
#[pyclass(module = "pyo3_classes_bench", frozen)]
struct OursR1Frozen {
    x: f64,
    y: f64,
    z: f64,
}

#[derive(PyDataClass)]
#[dataclass(order, dict, json, msgpack)]
#[pyclass(module = "pyo3_classes_bench")]
struct OursR2 {
    id: u64,
    name: String,
    price: f64,
    qty: i32,
    tags: Vec<String>,
    active: bool,
}

#[derive(PyDataClass)]
#[dataclass(order, dict)]
#[pyclass(module = "pyo3_classes_bench", frozen)]
struct OursR2Frozen {
    id: u64,
    name: String,
    price: f64,
    qty: i32,
    tags: Vec<String>,
    active: bool,
}

/// Its text stays Python's own string.
#[derive(PyDataClass)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_bench", frozen)]
struct OursR2Text {
    id: u64,
    name: Py<PyString>,
    price: f64,
    qty: i32,
    tags: Vec<Py<PyString>>,
    active: bool,
}

#[derive(PyDataClass)]
#[pyclass(module = "pyo3_classes_bench")]
struct OursR2Checked {
    #[field(ge = 1)]
    id: u64,
    #[field(max_length = 50, pattern = "^[A-Za-z0-9 _-]+$")]
    name: String,
    #[field(ge = 0.0)]
    price: f64,
    #[field(ge = 0)]
    qty: i32,
    tags: Vec<String>,
    active: bool,
}

#[derive(PyDataClass)]
#[dataclass(order, dict)]
#[pyclass(module = "pyo3_classes_bench")]
struct OursR20 {
    id: u64,
    parent: Option<u64>,
    venue: String,
    symbol: String,
    account: String,
    note: Option<String>,
    quantity: i64,
    filled: i64,
    lots: i32,
    priority: u8,
    price: f64,
    stop: Option<f64>,
    bid: f64,
    ask: f64,
    fee: f64,
    created: i64,
    updated: i64,
    hidden: bool,
    active: bool,
    tags: Vec<String>,
}

#[derive(PyDataClass, Clone)]
#[dataclass(order, dict, json, msgpack)]
#[pyclass(module = "pyo3_classes_bench", from_py_object)]
struct OursAddress {
    street: String,
    city: String,
    zip: u32,
}

#[derive(PyDataClass, Clone)]
#[dataclass(order, dict, json, msgpack)]
#[pyclass(module = "pyo3_classes_bench", from_py_object)]
struct OursLine {
    sku: String,
    qty: i32,
    price: f64,
}

#[derive(PyDataClass)]
#[dataclass(order, dict, json, msgpack)]
#[pyclass(module = "pyo3_classes_bench")]
struct OursNested {
    id: u64,
    address: OursAddress,
    lines: Vec<OursLine>,
}

/// Adds the classes.
pub(crate) fn register(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add_class::<OursR1>()?;
    m.add_class::<OursR1Frozen>()?;
    m.add_class::<OursR2>()?;
    m.add_class::<OursR2Frozen>()?;
    m.add_class::<OursR2Text>()?;
    m.add_class::<OursR2Checked>()?;
    m.add_class::<OursR20>()?;
    m.add_class::<OursAddress>()?;
    m.add_class::<OursLine>()?;
    m.add_class::<OursNested>()
}
