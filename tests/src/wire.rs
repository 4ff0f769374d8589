//! Data classes on the wire.

use std::collections::{BTreeMap, HashMap};

use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

/// One line of an order.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct WireLine {
    #[field(min_length = 1)]
    sku: String,
    #[field(default = 1, ge = 1)]
    qty: i32,
}

/// An order.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct WireOrder {
    #[field(ge = 1)]
    id: u64,
    name: String,
    price: f64,
    lines: Vec<WireLine>,
    #[field(default)]
    by_day: BTreeMap<i32, Option<WireLine>>,
    #[field(default)]
    note: Option<String>,
    #[field(default)]
    data: Vec<u8>,
    #[field(default)]
    pair: (i8, String),
    #[field(wire = false, default = 7)]
    hidden: i32,
    #[field(default)]
    tags: HashMap<String, Vec<f64>>,
}

/// A base class.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json, rename_all = "camelCase", deny_unknown_fields)]
#[pyclass(module = "pyo3_classes_fixture", subclass)]
pub(crate) struct WireBase {
    first_name: String,
    #[field(default = 3, ge = 0)]
    how_many: i64,
}

/// A class that extends it.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json, omit_defaults)]
#[pyclass(module = "pyo3_classes_fixture", extends = WireBase)]
pub(crate) struct WireChild {
    #[field(default)]
    wide: i128,
    #[field(default, alias = "other")]
    another: Option<f64>,
}
