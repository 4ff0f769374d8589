//! Tuple structs, newtypes and unit structs; fields that Python sees as another type, or of which a
//! function makes the value.

use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

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
