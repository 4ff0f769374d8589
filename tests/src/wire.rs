//! Data classes on the wire.

use std::collections::{BTreeMap, HashMap};

use pyo3::prelude::*;
use pyo3::types::PyDict;
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

/// A class that holds itself.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json, deny_unknown_fields)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct WireNode {
    value: i64,
    #[field(default)]
    next: Option<Box<WireNode>>,
    #[field(default)]
    children: Vec<WireNode>,
}

/// A class whose fields had other names.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json, version = 3, migrate = lift)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct WireVersioned {
    #[field(alias = "fullName")]
    name: String,
    #[field(default = 0, ge = 0)]
    age: i32,
}

/// Version 1 had `label` for `name`, version 2 the age as text.
fn lift(version: u32, state: &Bound<'_, PyDict>) -> PyResult<()> {
    if version < 2
        && let Some(label) = state.get_item("label")?
    {
        state.del_item("label")?;
        state.set_item("name", label)?;
    }
    if let Some(age) = state.get_item("age")? {
        state.set_item("age", age.str()?.to_cow()?.parse::<i32>()?)?;
    }
    Ok(())
}

/// A class with functions that complete and check it.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json, post_init = complete, validate = check)]
#[pyclass(module = "pyo3_classes_fixture", subclass)]
pub(crate) struct WireRange {
    low: i32,
    high: i32,
    #[field(init = false, default)]
    span: i32,
    #[field(skip, default = 5)]
    unseen: i32,
    #[field(secret, default, max_length = 3)]
    token: String,
    #[field(default)]
    inner: Option<WireSpan>,
}

fn complete(range: &mut WireRange) {
    range.span = range.high - range.low + range.unseen;
}

fn check(range: &WireRange) -> Result<(), String> {
    if range.low <= range.high { Ok(()) } else { Err("low must not be above high".into()) }
}

/// A class inside that one.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json, validate = short)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub(crate) struct WireSpan(#[field(lt = 100)] i32, #[field(default)] f32);

fn short(span: &WireSpan) -> Result<(), String> {
    if span.0 < 50 { Ok(()) } else { Err("must be short".into()) }
}
