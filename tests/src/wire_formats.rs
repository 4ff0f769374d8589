//! Data classes in every format.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::num::NonZero;

use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

/// A class inside others.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json, msgpack, toml, yaml, arrow)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct FormatsLine {
    #[field(min_length = 1)]
    sku: String,
    #[field(default = 1, ge = 1)]
    qty: i32,
    #[field(default)]
    note: Option<String>,
}

/// Every kind of field that the standard library has.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json, msgpack, toml, yaml)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct FormatsKinds {
    #[field(default)]
    int8: i8,
    #[field(default)]
    int16: i16,
    #[field(default)]
    int32: i32,
    #[field(default)]
    int64: i64,
    #[field(default)]
    int128: i128,
    #[field(default)]
    size: isize,
    #[field(default)]
    uint8: u8,
    #[field(default)]
    uint16: u16,
    #[field(default)]
    uint32: u32,
    #[field(default)]
    uint64: u64,
    #[field(default)]
    uint128: u128,
    #[field(default)]
    usize: usize,
    #[field(default = NonZero::<u16>::MIN)]
    non_zero: NonZero<u16>,
    #[field(default)]
    float32: f32,
    #[field(default)]
    float64: f64,
    #[field(default)]
    flag: bool,
    #[field(default = 'a')]
    letter: char,
    #[field(default)]
    text: String,
    #[field(default)]
    data: Vec<u8>,
    #[field(default)]
    four_bytes: [u8; 4],
    #[field(default)]
    floats: Vec<f64>,
    #[field(default)]
    three: [i32; 3],
    #[field(default)]
    pair: (i8, String),
    #[field(default)]
    names: HashSet<String>,
    #[field(default)]
    numbers: BTreeSet<i64>,
    #[field(default)]
    by_name: HashMap<String, Vec<f64>>,
    #[field(default)]
    by_day: BTreeMap<i32, FormatsLine>,
    #[field(default)]
    by_flag: BTreeMap<bool, u8>,
    #[field(default)]
    maybe: Option<i64>,
    #[field(default)]
    maybes: Vec<Option<i32>>,
    #[field(default)]
    boxed: Box<i32>,
    #[field(default = FormatsLine { sku: "a".to_owned(), qty: 1, note: None })]
    line: FormatsLine,
    #[field(default)]
    lines: Vec<FormatsLine>,
    #[field(default)]
    maybe_line: Option<FormatsLine>,
}

/// A base class.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json, msgpack, toml, yaml, rename_all = "camelCase", deny_unknown_fields)]
#[pyclass(module = "pyo3_classes_fixture", subclass)]
pub(crate) struct FormatsBase {
    first_name: String,
    #[field(default = 3, ge = 0)]
    how_many: i64,
}

/// A class that extends it.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json, msgpack, toml, yaml, omit_defaults)]
#[pyclass(module = "pyo3_classes_fixture", extends = FormatsBase)]
pub(crate) struct FormatsChild {
    #[field(default)]
    lines: Vec<FormatsLine>,
    #[field(default, alias = "other")]
    another: Option<f64>,
}

/// A class inside itself, as deep as one likes.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json, msgpack, toml, yaml)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct FormatsNode {
    #[field(default)]
    value: i64,
    #[field(default)]
    next: Option<Box<FormatsNode>>,
    #[field(default)]
    children: Vec<FormatsNode>,
}
