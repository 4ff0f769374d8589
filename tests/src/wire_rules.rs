//! Rules of the wire that hold for several types or formats.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::time::SystemTime;

use chrono::{DateTime, FixedOffset, Local, NaiveDate, NaiveDateTime, Utc};
use either::Either;
use indexmap::IndexMap;
use ordered_float::{NotNan, OrderedFloat};
use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

/// Moments as each crate has them, and what is none.
#[derive(PyDataClass)]
#[dataclass(dict, json, msgpack, toml, yaml)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct RulesMoments {
    #[field(default)]
    system: Option<SystemTime>,
    #[field(default)]
    utc: Option<DateTime<Utc>>,
    #[field(default)]
    fixed: Option<DateTime<FixedOffset>>,
    #[field(default)]
    local: Option<DateTime<Local>>,
    #[field(default)]
    in_zone: Option<DateTime<chrono_tz::Tz>>,
    #[field(default)]
    offset: Option<time::OffsetDateTime>,
    #[field(default)]
    time_utc: Option<time::UtcDateTime>,
    #[field(default)]
    timestamp: Option<jiff::Timestamp>,
    #[field(default)]
    zoned: Option<jiff::Zoned>,
    #[field(default)]
    naive: Option<NaiveDateTime>,
    #[field(default)]
    date: Option<NaiveDate>,
    #[field(default)]
    text: Option<String>,
    #[field(default)]
    many: Vec<DateTime<Utc>>,
    #[field(default)]
    keys: BTreeMap<DateTime<Utc>, i64>,
    #[field(default)]
    either: Option<Either<i64, DateTime<Utc>>>,
    #[field(default)]
    event: Option<RulesEvent>,
}

/// An enum whose tag may come late.
#[derive(PyDataClass, Clone)]
#[dataclass(module = "pyo3_classes_fixture", dict, json, msgpack, toml, yaml, tag = "type")]
pub(crate) enum RulesEvent {
    Began { at: DateTime<Utc> },
    Counted { by_name: HashMap<String, i64> },
}

/// The same with the tag around it.
#[derive(PyDataClass, Clone)]
#[dataclass(module = "pyo3_classes_fixture", dict, json, msgpack, toml, yaml)]
pub(crate) enum RulesShape {
    Circle {
        #[field(gt = 0.0)]
        radius: f64,
    },
    Meters(i64),
    Rect(i8, Vec<u8>),
    Group(Vec<RulesShape>),
    Empty,
}

/// The same with the tag beside it.
#[derive(PyDataClass, Clone)]
#[dataclass(
    module = "pyo3_classes_fixture",
    dict,
    json,
    msgpack,
    toml,
    yaml,
    tag = "t",
    content = "c",
    deny_unknown_fields
)]
pub(crate) enum RulesCommand {
    Move { by: i128 },
    Draw(RulesShape),
    Both(Box<i32>, Option<RulesEvent>),
    Stop,
}

/// Maps of each crate.
#[derive(PyDataClass)]
#[dataclass(dict, json, msgpack, toml, yaml)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct RulesMaps {
    #[field(default)]
    hash: HashMap<String, i64>,
    #[field(default)]
    tree: BTreeMap<String, i64>,
    #[field(default)]
    index: IndexMap<String, i64>,
    #[field(default)]
    brown: hashbrown::HashMap<String, i64>,
    #[field(default)]
    numbers: BTreeMap<OrderedFloat<f64>, i64>,
    #[field(default)]
    nested: Vec<HashMap<String, i64>>,
}

/// Maps that are read a second time, or first kept.
#[derive(PyDataClass)]
#[dataclass(json)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct RulesKept {
    #[field(default)]
    nested: Vec<HashMap<String, i64>>,
    #[field(default)]
    either: Option<Either<HashMap<String, i64>, String>>,
    #[field(default)]
    event: Option<RulesEvent>,
}

/// Each kind of column.
#[derive(PyDataClass)]
#[dataclass(json, arrow)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct RulesColumns {
    #[field(default)]
    value: Option<i64>,
    #[field(default)]
    byte: u8,
    #[field(default)]
    wide: i128,
    #[field(default)]
    floats: Vec<f64>,
    #[field(default)]
    float32: f32,
    #[field(default)]
    flag: bool,
    #[field(default = 'a')]
    letter: char,
    #[field(default)]
    text: Option<String>,
    #[field(default)]
    data: Vec<u8>,
    #[field(default)]
    pair: (i8, String),
    #[field(default)]
    date: Option<NaiveDate>,
    #[field(default)]
    utc: Option<DateTime<Utc>>,
    #[field(default)]
    by_name: BTreeMap<String, Vec<f64>>,
    #[field(default)]
    inner: Option<RulesInner>,
    #[field(default)]
    maybes: Vec<Option<i32>>,
}

/// Floats that may be too large.
#[derive(PyDataClass)]
#[dataclass(dict, json, msgpack, toml, yaml, schema)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct RulesFloats {
    #[field(default)]
    plain: f32,
    #[field(default)]
    ordered: OrderedFloat<f32>,
    #[field(default = NotNan::default())]
    not_nan: NotNan<f32>,
}

/// Defaults of types whose `==` is Python's.
#[derive(PyDataClass)]
#[dataclass(dict, json, msgpack, omit_defaults)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct RulesOmits {
    #[field(default)]
    none: Option<NaiveDate>,
    #[field(default = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap_or_default())]
    date: NaiveDate,
    #[field(default)]
    dates: Vec<NaiveDate>,
    #[field(default)]
    by_date: BTreeMap<NaiveDate, i64>,
    #[field(default)]
    set: HashSet<NaiveDate>,
    #[field(default)]
    moment: DateTime<FixedOffset>,
    #[field(default)]
    pair: (NaiveDate, i32),
    #[field(default)]
    boxed: Box<Option<NaiveDate>>,
    #[field(default = Some(Either::Left(1)))]
    either: Option<Either<i64, NaiveDate>>,
    #[field(default)]
    inner: Option<RulesInner>,
    #[field(default)]
    reference: Option<Py<RulesFloats>>,
}

/// A class with such a field.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json, msgpack, arrow)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct RulesInner {
    day: NaiveDate,
}
