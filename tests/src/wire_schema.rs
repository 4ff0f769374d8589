//! Data classes that tell their JSON Schema, and that pydantic knows.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::num::NonZero;

use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

/// One line of an order.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json, schema, pydantic)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct SchemaLine {
    /// What is sold.
    #[field(min_length = 1, title = "Article", examples("tea", "cup"))]
    sku: String,
    #[field(default = 1, ge = 1, le = 100)]
    qty: i32,
}

/// An order.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json, schema, pydantic)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct SchemaOrder {
    #[field(gt = 0)]
    id: u64,
    lines: Vec<SchemaLine>,
    #[field(default)]
    note: Option<String>,
    #[field(default, alias = "mainLine")]
    main_line: Option<SchemaLine>,
}

/// All kinds of fields that have a schema of their own.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json, schema, pydantic, deny_unknown_fields, kw_only)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct SchemaKinds {
    flag: bool,
    small: i8,
    unsigned: u32,
    wide: i128,
    nonzero: NonZero<i16>,
    natural: NonZero<u16>,
    any_float: f64,
    narrow: f32,
    #[field(ge = 0.5)]
    above: f64,
    #[field(lt = 10)]
    below: f64,
    #[field(ge = -1, le = 1)]
    between: f64,
    #[field(gt = 3, multiple_of = 5)]
    step: i64,
    letter: char,
    #[field(min_length = 2, max_length = 4, pattern = "^[a-zé]+$")]
    text: String,
    #[field(min_length = 1)]
    data: Vec<u8>,
    digest: [u8; 4],
    maybe: Option<f64>,
    #[field(ge = 2)]
    maybe_small: Option<u8>,
    pair: (i8, String),
    nothing: (),
    triple: [bool; 3],
    #[field(max_length = 3, each(ge = 0))]
    numbers: Vec<i32>,
    #[field(min_length = 1, max_length = 3, each(min_length = 1))]
    tags: BTreeSet<String>,
    codes: HashSet<u8>,
    #[field(max_length = 2, key(min_length = 1, pattern = "^[a-z]"), value(gt = 0))]
    prices: HashMap<String, f64>,
    by_day: BTreeMap<u16, Option<bool>>,
    by_flag: BTreeMap<bool, i8>,
    deep: Vec<BTreeMap<String, Vec<Option<i16>>>>,
}

/// Defaults, as JSON has them.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json, schema, pydantic, rename_all = "camelCase")]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct SchemaDefaults {
    #[field(default = b"\x00\xff".to_vec())]
    made_anew: Vec<u8>,
    #[field(default)]
    empty_bytes: Vec<u8>,
    #[field(default = 1)]
    one_float: f64,
    #[field(default = f64::INFINITY)]
    no_end: f64,
    #[field(default = Some(2.5))]
    perhaps: Option<f64>,
    #[field(default)]
    nested: SchemaPair,
    #[field(default)]
    a_tuple: (i8, String),
    #[field(default = "hush", secret)]
    password: String,
    #[field(wire = false, default)]
    hidden: i32,
}

/// Two numbers.
#[derive(PyDataClass, Clone, Default)]
#[dataclass(dict, json, schema)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct SchemaPair {
    x: i8,
    y: i8,
}

/// A tree.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json, schema, pydantic)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct SchemaTree {
    value: i64,
    #[field(default)]
    children: Vec<SchemaTree>,
}

/// A tree beside something else.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json, schema, pydantic)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct SchemaForest {
    first: SchemaTree,
    others: Vec<SchemaTree>,
}

/// Another version.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json, schema, version = 2, deny_unknown_fields)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct SchemaVersion {
    #[field(default)]
    value: i64,
}

/// An animal.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json, schema, pydantic)]
#[pyclass(module = "pyo3_classes_fixture", subclass)]
pub(crate) struct SchemaAnimal {
    name: String,
}

/// A dog.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json, schema, pydantic)]
#[pyclass(module = "pyo3_classes_fixture", extends = SchemaAnimal)]
pub(crate) struct SchemaDog {
    #[field(gt = 0)]
    weight: f64,
}

/// What a paint has.
#[derive(PyDataClass, Clone, Copy)]
#[dataclass(enum = "StrEnum")]
pub(crate) enum SchemaColor {
    Red,
    #[field(value = "verde")]
    Green,
}

/// A class that is on no wire but has a schema.
#[derive(PyDataClass)]
#[dataclass(schema, pydantic)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct SchemaPaint {
    color: SchemaColor,
    anything: Py<PyAny>,
    #[field(default)]
    other: Option<SchemaColor>,
}

/// A ticket, which is a dataclass for `dataclasses` as well.
#[derive(PyDataClass, Clone)]
#[dataclass(schema, pydantic, stdlib)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct SchemaTicket {
    #[field(gt = 0)]
    id: u64,
    #[field(default, alias = "seatNumber")]
    seat: Option<u16>,
    #[field(default)]
    lines: Vec<SchemaLine>,
    #[field(default)]
    day: Option<chrono::NaiveDate>,
    #[field(wire = false, default = 7)]
    hidden: i32,
}
