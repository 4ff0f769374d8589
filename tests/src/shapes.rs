//! Tuple structs, newtypes and unit structs; fields that Python sees as another type, or of which a
//! function makes the value.

use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

use crate::Text;

/// `Meters(3.0)`
#[derive(PyDataClass, Clone)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub(crate) struct Meters(#[field(ge = 0.0)] f64);

/// `Pair(_0=1, _1='a')`
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct Pair(i64, #[field(default = "b", max_length = 3)] String);

/// `Unit()`
#[derive(PyDataClass, Clone)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub(crate) struct Unit;

/// Nanoseconds, an `int` for Python.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Nanos(u64);

impl From<Nanos> for u64 {
    fn from(nanos: Nanos) -> u64 {
        nanos.0
    }
}

impl TryFrom<u64> for Nanos {
    type Error = String;

    fn try_from(nanos: u64) -> Result<Self, String> {
        if nanos == 13 { Err("13 is unlucky".to_owned()) } else { Ok(Self(nanos)) }
    }
}

/// Words, a `list` for Python.
#[derive(Clone)]
struct Words(Vec<String>);

impl From<Words> for Vec<String> {
    fn from(words: Words) -> Self {
        words.0
    }
}

impl From<Vec<String>> for Words {
    fn from(words: Vec<String>) -> Self {
        Self(words)
    }
}

fn words(text: String) -> Result<Words, String> {
    match text.as_str() {
        "" => Err("no words".to_owned()),
        text => Ok(Words(text.split(' ').map(str::to_owned).collect())),
    }
}

fn upper(text: String) -> PyResult<String> {
    Ok(text.to_uppercase())
}

#[derive(PyDataClass, Clone)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct Timed {
    #[field(as = u64, ge = 1, default = Nanos(5), title = "When", metadata("unit" = "ns", "rank" = 3), examples(Nanos(1), Nanos(2)))]
    at: Nanos,
    #[field(as = Vec<String>, convert = words, default = Words(Vec::new()), max_length = 3, each(min_length = 1))]
    words: Words,
    #[field(convert = upper, default = "A", max_length = 4)]
    name: String,
}

/// From what it borrows.
fn number(text: Text<'_>) -> Result<i64, std::num::ParseIntError> {
    text.parse()
}

fn total(bytes: &[u8]) -> Result<u32, String> {
    match bytes.iter().map(|&byte| u32::from(byte)).sum() {
        0 => Err("nothing".to_owned()),
        total => Ok(total),
    }
}

/// Takes all that an iterator gives, once.
fn drained(items: Bound<'_, PyAny>) -> PyResult<Vec<i64>> {
    let items: Vec<i64> = items.try_iter()?.map(|item| item?.extract()).collect::<PyResult<_>>()?;
    match items.len() {
        0 => Err(pyo3::exceptions::PyKeyError::new_err("no items")),
        1 => Err(pyo3::exceptions::PyValueError::new_err("one item")),
        _ => Ok(items),
    }
}

/// Values that conversions reject, among others.
#[derive(PyDataClass)]
#[pyclass(module = "pyo3_classes_fixture", subclass)]
pub(crate) struct Parsed {
    #[field(as = u64, ge = 1)]
    at: Nanos,
    #[field(convert = drained, max_length = 3, default)]
    items: Vec<i64>,
    #[field(convert = number, ge = 0, default = 1)]
    count: i64,
    #[field(convert = total, default = 2)]
    bytes: u32,
    #[field(convert = number, secret, default = 0)]
    pin: i64,
    #[field(le = 10, default)]
    plain: i64,
    #[field(skip, default)]
    _skipped: String,
}

/// More of them.
#[derive(PyDataClass)]
#[pyclass(module = "pyo3_classes_fixture", extends = Parsed)]
pub(crate) struct ParsedMore {
    #[field(as = u64, default = Nanos(3))]
    until: Nanos,
    #[field(convert = number, le = 5, default = 5)]
    more: i64,
    #[field(le = 10, default)]
    last: i64,
}
