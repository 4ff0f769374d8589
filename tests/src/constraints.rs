//! Fields with rules. All have defaults and are keyword-only, so that a test can break one alone.

#![allow(clippy::trivially_copy_pass_by_ref, reason = "`validate` is given a reference")]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::num::NonZero;
use std::time::Duration;

use pyo3::exceptions::{PyAssertionError, PyKeyError, PyValueError};
use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

/// `ge`, `gt`, `le`, `lt` and `multiple_of`.
#[derive(PyDataClass, Clone)]
#[dataclass(kw_only)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct Bounded {
    #[field(default = 1, ge = 1)]
    at_least: i64,
    #[field(default = 1, gt = 0)]
    more_than: f64,
    #[field(default = 10, le = 10)]
    at_most: u8,
    #[field(default, lt = 1.5)]
    less_than: f32,
    #[field(default = 10, multiple_of = 5)]
    step: i32,
    #[field(default = 0.3, multiple_of = 0.1)]
    fine: f64,
    #[field(default, ge = 1, le = 100)]
    percent: Option<u8>,
    #[field(default = Box::new(1), ge = 1)]
    boxed: Box<i64>,
    #[field(default = NonZero::<u8>::MIN, lt = 10)]
    digit: NonZero<u8>,
    #[field(default, ge = -170141183460469231731687303715884105727)]
    wide: i128,
    #[field(default = Duration::from_secs(1), gt = Duration::ZERO)]
    span: Duration,
}

/// `min_length`, `max_length` and `pattern`.
#[derive(PyDataClass, Clone)]
#[dataclass(kw_only)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct Lengths {
    #[field(default = "abc", min_length = 1, max_length = 5)]
    text: String,
    #[field(default = vec![1, 2], min_length = 2, max_length = 3)]
    raw: Vec<u8>,
    #[field(default = vec![1], min_length = 1, max_length = 3)]
    items: Vec<i64>,
    #[field(default, max_length = 1)]
    members: BTreeSet<i64>,
    #[field(default, max_length = 1)]
    entries: HashMap<String, i64>,
    #[field(default, min_length = 2)]
    maybe: Option<String>,
    #[field(default = "ab-1", pattern = r"^[a-z]+-\d$")]
    code: String,
    #[field(default, pattern = "x")]
    found: Option<String>,
}

/// `each`, `key` and `value`.
#[derive(PyDataClass, Clone)]
#[dataclass(kw_only)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct Parts {
    #[field(default, max_length = 3, each(ge = 0, le = 9))]
    digits: Vec<i64>,
    #[field(default, each(min_length = 1, each(min_length = 2, pattern = "^a")))]
    nested: Vec<Vec<String>>,
    #[field(default, key(min_length = 2), value(gt = 0))]
    prices: BTreeMap<String, f64>,
    #[field(default, value(each(lt = 5)))]
    lists: BTreeMap<i64, Vec<i64>>,
    #[field(default, each(ge = 1))]
    members: BTreeSet<i64>,
    #[field(default, each(max_length = 2))]
    maybe: Option<Vec<String>>,
    #[field(default, each(ge = 1))]
    optional_items: Vec<Option<i64>>,
    #[field(default = [1, 2], each(ge = 1))]
    pair: [i64; 2],
}

/// `secret`.
#[derive(PyDataClass, Clone)]
#[dataclass(kw_only)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct Secretive {
    #[field(default = "correct horse", secret, min_length = 8)]
    password: String,
    #[field(default = 7, secret, lt = 100)]
    pin: u8,
    #[field(default, secret, each(min_length = 4))]
    tokens: Vec<String>,
    #[field(default, secret, key(max_length = 3), value(lt = 9))]
    codes: BTreeMap<String, i64>,
    #[field(default, ge = 0)]
    open: i64,
}

/// `validate` on fields, with each kind of outcome.
#[derive(PyDataClass, Clone)]
#[dataclass(kw_only)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct Checked {
    #[field(default, validate = even)]
    even: i64,
    #[field(default, validate = Self::value_error)]
    value_error: i64,
    #[field(default, validate = assertion_error)]
    assertion_error: i64,
    #[field(default, validate = key_error)]
    key_error: i64,
    #[field(default, validate = no_outcome)]
    free: i64,
    #[field(default, each(validate = even))]
    all_even: Vec<i64>,
}

fn even(value: &i64) -> Result<(), String> {
    if value % 2 == 0 { Ok(()) } else { Err(format!("{value} is odd")) }
}

fn assertion_error(value: &i64) -> PyResult<()> {
    if *value == 0 { Ok(()) } else { Err(PyAssertionError::new_err("not zero")) }
}

fn key_error(value: &i64) -> PyResult<()> {
    if *value == 0 { Ok(()) } else { Err(PyKeyError::new_err("not a key")) }
}

fn no_outcome(_value: &i64) {}

impl Checked {
    fn value_error(value: &i64) -> PyResult<()> {
        if *value == 0 { Ok(()) } else { Err(PyValueError::new_err("must be zero")) }
    }
}
