//! Data classes as tables of Arrow.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3_classes::PyDataClass;
use serde::{Deserialize, Serialize};

use crate::wire_enums::WireShape;

/// A record of numbers and texts.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json, arrow)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct ArrowRecord {
    #[field(ge = 0)]
    id: i64,
    name: String,
    price: f64,
    #[field(default)]
    amount: i32,
    #[field(default = true)]
    active: bool,
    #[field(default)]
    note: Option<String>,
}

/// A point, which a shape has.
#[derive(PyDataClass, Clone, Debug)]
#[dataclass(dict, arrow)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub(crate) struct ArrowPoint {
    x: f64,
    #[field(alias = "why", default = 1.5)]
    y: f64,
}

/// A color that only serde knows.
#[allow(clippy::unsafe_derive_deserialize, reason = "the unsafe methods are PyO3's")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[pyclass(module = "pyo3_classes_fixture", eq, from_py_object)]
pub(crate) enum ArrowColor {
    /// Red.
    Red,
    /// Blue.
    Blue,
}

/// Every shape of column.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, arrow, rename_all = "camelCase")]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct ArrowShapes {
    tiny_int: i8,
    byte: u8,
    big: u64,
    wide: i128,
    half: f32,
    letter: char,
    data: Vec<u8>,
    point: ArrowPoint,
    points: Vec<Option<ArrowPoint>>,
    maybe: Option<Vec<Option<i32>>>,
    pair: (i16, Option<String>),
    grid: [[f64; 2]; 2],
    by_day: BTreeMap<i32, ArrowPoint>,
    tags: BTreeSet<String>,
    nothing: (),
    color: ArrowColor,
    #[field(wire = false, default = 7)]
    hidden: i32,
}

/// A base class.
#[derive(PyDataClass, Clone)]
#[dataclass(arrow, deny_unknown_fields, omit_defaults)]
#[pyclass(module = "pyo3_classes_fixture", subclass)]
pub(crate) struct ArrowBase {
    #[field(default)]
    first: i32,
}

/// A class that extends it, and checks itself.
#[derive(PyDataClass, Clone)]
#[dataclass(arrow, deny_unknown_fields, omit_defaults, validate = Self::check)]
#[pyclass(module = "pyo3_classes_fixture", extends = ArrowBase)]
pub(crate) struct ArrowChild {
    #[field(default = 5)]
    second: i32,
}

impl ArrowChild {
    fn check(&self) -> PyResult<()> {
        if self.second == 13 { Err(PyValueError::new_err("an unlucky number")) } else { Ok(()) }
    }
}

/// A class of a later version.
#[derive(PyDataClass, Clone)]
#[dataclass(arrow, version = 3)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct ArrowVersioned {
    first: i32,
}

/// A class without fields.
#[derive(PyDataClass, Clone)]
#[dataclass(arrow)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct ArrowNothing {}

/// A class that Arrow has no type for.
#[derive(PyDataClass, Clone)]
#[dataclass(arrow, json)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct ArrowTree {
    value: i32,
    #[field(default)]
    leaves: Vec<ArrowTree>,
}

/// Dates, times and durations.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json, arrow, kw_only)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct ArrowTimes {
    date: NaiveDate,
    time: NaiveTime,
    local: NaiveDateTime,
    utc: DateTime<Utc>,
    fixed: DateTime<FixedOffset>,
    delta: TimeDelta,
    jiff_date: jiff::civil::Date,
    jiff_time: jiff::civil::Time,
    jiff_local: jiff::civil::DateTime,
    jiff_utc: jiff::Timestamp,
    jiff_zoned: jiff::Zoned,
    jiff_delta: jiff::SignedDuration,
    std_delta: Duration,
    std_utc: SystemTime,
    time_date: time::Date,
    time_utc: time::UtcDateTime,
    #[field(default)]
    maybe: Option<NaiveDateTime>,
    #[field(default)]
    dates: Vec<NaiveDate>,
}

/// An enum with data, which has no column.
#[derive(PyDataClass, Clone)]
#[dataclass(arrow)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct ArrowUnion {
    id: i64,
    shapes: Vec<WireShape>,
}

/// Nothing but values that may be missing.
#[derive(PyDataClass, Clone)]
#[dataclass(arrow)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct ArrowMaybe {
    #[field(default)]
    text: Option<String>,
    #[field(default)]
    date: Option<NaiveDate>,
    #[field(default)]
    list: Option<Vec<Option<i64>>>,
    #[field(default)]
    point: Option<ArrowPoint>,
    #[field(default)]
    map: BTreeMap<i64, Option<i64>>,
}
