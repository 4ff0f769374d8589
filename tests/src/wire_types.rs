//! The forms of field types on the wire.

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsString;
use std::net::IpAddr;
use std::num::NonZero;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use bigdecimal::BigDecimal;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use either::Either;
use num_bigint::{BigInt, BigUint};
use num_complex::Complex;
use num_rational::Ratio;
use ordered_float::{NotNan, OrderedFloat};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyString;
use pyo3_classes::{PyDataClass, PyStr};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;
use uuid::Uuid;

use crate::wire::WireChild;

macro_rules! optional_fields {
    ($(#[$attr:meta])* $class:ident { $($name:ident: $type:ty,)* }) => {
        $(#[$attr])*
        #[derive(PyDataClass)]
        #[dataclass(dict, json, omit_defaults)]
        #[pyclass(module = "pyo3_classes_fixture")]
        pub(crate) struct $class {
            $(#[field(default)] $name: Option<$type>,)*
        }
    };
}

optional_fields! {
    /// One field for each type.
    WireTypes {
        duration: Duration,
        system_time: SystemTime,
        path: PathBuf,
        os_string: OsString,
        ip: IpAddr,
        non_zero: NonZero<i64>,
        non_zero_wide: NonZero<i128>,
        wide: i128,
        wide_unsigned: u128,
        py_str: PyStr,
        text: String,
        character: char,
        float: f64,
        narrow_float: f32,
        data: Vec<u8>,
        big_decimal: BigDecimal,
        decimal: Decimal,
        big_int: BigInt,
        big_uint: BigUint,
        complex: Complex<f64>,
        narrow_complex: Complex<f32>,
        ratio: Ratio<i64>,
        big_ratio: Ratio<BigInt>,
        ordered: OrderedFloat<f64>,
        not_nan: NotNan<f64>,
        narrow_ordered: OrderedFloat<f32>,
        uuid: Uuid,
        bytes: bytes::Bytes,
        either: Either<i64, String>,
        either_class: Either<WireChildren, Vec<NaiveDate>>,
        index_map: indexmap::IndexMap<String, i64>,
        index_set: indexmap::IndexSet<i64>,
        hash_map: hashbrown::HashMap<String, i64>,
        hash_set: hashbrown::HashSet<i64>,
        small: SmallVec<[i64; 2]>,
        small_bytes: SmallVec<[u8; 2]>,
        chrono_date: NaiveDate,
        chrono_time: NaiveTime,
        chrono_naive: NaiveDateTime,
        chrono_utc: DateTime<Utc>,
        chrono_fixed: DateTime<FixedOffset>,
        chrono_zoned: DateTime<chrono_tz::Tz>,
        chrono_delta: TimeDelta,
        chrono_offset: FixedOffset,
        chrono_utc_zone: Utc,
        chrono_zone: chrono_tz::Tz,
        time_date: time::Date,
        time_time: time::Time,
        time_primitive: time::PrimitiveDateTime,
        time_offset: time::OffsetDateTime,
        time_utc: time::UtcDateTime,
        time_duration: time::Duration,
        time_utc_offset: time::UtcOffset,
        jiff_date: jiff::civil::Date,
        jiff_time: jiff::civil::Time,
        jiff_date_time: jiff::civil::DateTime,
        jiff_timestamp: jiff::Timestamp,
        jiff_zoned: jiff::Zoned,
        jiff_duration: jiff::SignedDuration,
        jiff_zone: jiff::tz::TimeZone,
        jiff_offset: jiff::tz::Offset,
        dates: Vec<NaiveDate>,
        pair: (Uuid, Option<Decimal>),
        node: Py<WireCycle>,
        child: Py<WireChild>,
    }
}

optional_fields! {
    /// One field for each type that keys have.
    WireKeys {
        int: BTreeMap<i8, i64>,
        unsigned: HashMap<u64, i64>,
        wide: HashMap<i128, i64>,
        non_zero: HashMap<NonZero<u8>, i64>,
        big_int: HashMap<BigInt, i64>,
        boolean: HashMap<bool, i64>,
        character: HashMap<char, i64>,
        text: HashMap<String, i64>,
        py_str: HashMap<PyStr, i64>,
        float: BTreeMap<OrderedFloat<f64>, i64>,
        uuid: HashMap<Uuid, i64>,
        decimal: BTreeMap<Decimal, i64>,
        date: BTreeMap<NaiveDate, i64>,
        moment: BTreeMap<DateTime<Utc>, i64>,
        duration: BTreeMap<Duration, i64>,
        path: HashMap<PathBuf, i64>,
        optional: HashMap<Option<i32>, i64>,
        boxed: HashMap<Box<i32>, i64>,
        bytes: HashMap<Vec<u8>, i64>,
        indexed: indexmap::IndexMap<i32, i64>,
        hashed: hashbrown::HashMap<i32, i64>,
        tuple: HashMap<(i32, i32), i64>,
        dates: HashMap<i32, NaiveDate>,
    }
}

/// A node that may be part of a cycle.
#[derive(PyDataClass)]
#[dataclass(dict, json)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct WireCycle {
    #[field(ge = 0)]
    value: i64,
    #[field(default, repr = false)]
    next: Option<Py<WireCycle>>,
    #[field(default)]
    others: Vec<Py<WireCycle>>,
}

/// Instances by value.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct WireChildren {
    born: Vec<NaiveDate>,
}

/// A product's code: letters, seen as text.
#[derive(Clone)]
pub(crate) struct Code(String);

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.0
    }
}

impl TryFrom<String> for Code {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text.bytes().all(|byte| byte.is_ascii_uppercase()) {
            Ok(Self(text))
        } else {
            Err(format!("{text} is no code"))
        }
    }
}

/// A date in days since 1970, seen as a date.
#[derive(Clone)]
pub(crate) struct Days(i32);

impl From<Days> for NaiveDate {
    fn from(days: Days) -> Self {
        DateTime::UNIX_EPOCH.date_naive() + TimeDelta::days(days.0.into())
    }
}

impl TryFrom<NaiveDate> for Days {
    type Error = std::num::TryFromIntError;

    fn try_from(date: NaiveDate) -> Result<Self, Self::Error> {
        (date - DateTime::UNIX_EPOCH.date_naive()).num_days().try_into().map(Self)
    }
}

/// A struct that PyO3 and serde convert.
#[derive(FromPyObject, IntoPyObject, Clone, Serialize, Deserialize)]
#[pyo3(from_item_all)]
#[serde(deny_unknown_fields)]
pub(crate) struct Place {
    #[serde(rename = "lat")]
    latitude: f64,
    #[serde(default)]
    names: Vec<String>,
}

/// An enum that serde converts, with each kind of variant; a text of JSON in Python.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) enum Kind {
    Unit,
    Newtype(i64),
    Tuple(i8, String),
    Struct { wide: u64 },
}

impl<'py> FromPyObject<'_, 'py> for Kind {
    type Error = PyErr;

    fn extract(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        serde_json::from_str(&value.cast::<PyString>()?.to_cow()?)
            .map_err(|error| PyValueError::new_err(error.to_string()))
    }
}

impl<'py> IntoPyObject<'py> for Kind {
    type Target = PyString;
    type Output = Bound<'py, PyString>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        let text = serde_json::to_string(&self);
        let text = text.map_err(|error| PyValueError::new_err(error.to_string()))?;
        Ok(PyString::new(py, &text))
    }
}

/// Types that are seen as others, and that only serde knows.
#[derive(PyDataClass)]
#[dataclass(dict, json)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct WireOwn {
    #[field(as = String)]
    code: Code,
    #[field(as = NaiveDate)]
    day: Days,
    place: Place,
    kind: Kind,
    #[field(wire = false, default = Python::attach(|py| py.None()))]
    any: Py<PyAny>,
}
