//! Classes that the Python tests compare with stdlib dataclasses of the same fields.

use std::collections::BTreeMap;

use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

/// One line of an order.
#[derive(PyDataClass, Clone)]
#[dataclass(order, dict, json)]
#[pyclass(module = "pyo3_classes_fixture", from_py_object)]
pub(crate) struct Order {
    /// Order number.
    #[field(ge = 1)]
    id: u64,
    #[field(min_length = 1, max_length = 40)]
    name: String,
    #[field(gt = 0.0)]
    price: f64,
    #[field(default = 1, ge = 1)]
    qty: i32,
    #[field(default)]
    tags: Vec<String>,
    #[field(default, repr = false, kw_only)]
    note: Option<String>,
}

#[pymethods]
impl Order {
    fn total(&self) -> f64 {
        self.price * f64::from(self.qty)
    }
}

/// The same for other libraries.
#[derive(PyDataClass, Clone)]
#[dataclass(json, schema, pydantic, stdlib, arrow)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct SoldOrder {
    #[field(ge = 1)]
    id: u64,
    #[field(min_length = 1, max_length = 40)]
    name: String,
    #[field(gt = 0.0)]
    price: f64,
    #[field(default = 1, ge = 1)]
    qty: i32,
}

/// `@dataclass`
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture", subclass)]
pub(crate) struct Record {
    key: i64,
    name: String,
    price: f64,
    #[field(default)]
    tags: Vec<String>,
    #[field(default)]
    extra: BTreeMap<String, i64>,
    #[field(default)]
    note: Option<String>,
}

/// `@dataclass(frozen=True, order=True)`
#[derive(PyDataClass, Clone)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_fixture", frozen, subclass)]
pub(crate) struct FrozenRecord {
    key: i64,
    name: String,
    price: f64,
    #[field(default)]
    tags: Vec<String>,
    #[field(default)]
    extra: BTreeMap<String, i64>,
    #[field(default)]
    note: Option<String>,
}

/// `@dataclass(order=True)`
#[derive(PyDataClass, Clone)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct OrderedRecord {
    key: i64,
    price: f64,
    #[field(default)]
    note: Option<String>,
}

/// `@dataclass(unsafe_hash=True, kw_only=True)`
#[derive(PyDataClass, Clone)]
#[dataclass(hash = true, kw_only)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct HashedRecord {
    key: i64,
    price: f64,
    #[field(compare = false)]
    label: String,
    #[field(hash = false, default = 0)]
    rank: i64,
}

/// Values of other classes of this module, copied in and out.
#[derive(PyDataClass, Clone)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct Basket {
    #[field(default)]
    first: Option<Order>,
    #[field(default)]
    orders: Vec<Order>,
}

/// No fields at all.
#[derive(PyDataClass, Clone)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub(crate) struct Empty {}
