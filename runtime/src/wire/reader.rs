//! [`Reader`]: Rust values of Python values, with all that is wrong collected.

mod class;
mod variant;

use std::str::FromStr;

use pyo3::exceptions::PySystemError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyDict, PyFloat, PyList, PyMapping, PyString, PyTuple};
use pyo3::{Borrowed, ffi};

use super::depth::{Level, TOO_DEEP};
use super::float;
use crate::data_class::ClassTable;
use crate::error::{ConvertError, Report};
use crate::field_type::{FieldType, Mode};
use crate::hint::TypeHint;

/// Where Python values come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A program: they are of the types that the constructor takes.
    Python,
    /// Bytes: they are what JSON and its kin have.
    Wire,
}

/// Reads values, and knows where.
pub struct Reader<'py> {
    pub(crate) report: Report<'py>,
    source: Source,
    strict: bool,
    /// The value is the key of a map.
    key: bool,
}

impl<'py> Reader<'py> {
    pub(crate) fn new(py: Python<'py>, source: Source) -> Self {
        Self { report: Report::new(py), source, strict: source == Source::Wire, key: false }
    }

    /// Where the values come from.
    pub fn source(&self) -> Source {
        self.source
    }

    /// Whether the value is the key of a map, and a text whatever it stands for.
    pub(crate) fn is_key(&self) -> bool {
        self.key
    }

    /// Stops with an exception that is no finding.
    pub fn fail(&mut self, error: PyErr) {
        self.report.fail(error);
    }

    /// The exception with all that was found.
    pub(crate) fn rejection(self, table: &ClassTable) -> PyErr {
        match self.report.finish(table.type_object) {
            Err(error) => error,
            // A report without a problem: there is none such.
            Ok(()) => PySystemError::new_err("a value was rejected for no reason"),
        }
    }

    /// Adds a problem with `value`.
    pub fn problem(&mut self, kind: &'static str, msg: &str, value: &Bound<'py, PyAny>) {
        self.report.push(kind, msg, |_| Ok(value.clone()), &[]);
    }

    /// Reads what lies one step further in.
    pub fn at<R>(
        &mut self,
        step: impl FnOnce(Python<'py>) -> PyResult<Bound<'py, PyAny>>,
        read: impl FnOnce(&mut Self) -> Option<R>,
    ) -> Option<R> {
        if !self.report.enter(step) {
            return None;
        }
        let value = read(self);
        self.report.leave();
        value
    }

    /// Reads a value that may be another: what is wrong with it is forgotten.
    pub fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = self.report.found();
        let value = read(self);
        if value.is_none() {
            self.report.forget(before);
        }
        value
    }

    /// A value as the constructor takes it, or of a text where that stands for it.
    pub fn leaf<T: FieldType>(&mut self, value: Borrowed<'_, 'py, PyAny>) -> Option<T> {
        if self.source == Source::Wire
            && let (Some(text), Ok(string)) = (T::TEXT, value.cast::<PyString>())
        {
            let read = string.to_cow().ok().and_then(|string| (text.read)(&string));
            if read.is_none() {
                let msg = format!("must be {}", text.expected);
                self.problem("value_error", &msg, &value);
            }
            return read;
        }
        let mode = Mode { strict: self.strict };
        let error = match T::from_py(value, mode) {
            Ok(value) => return Some(value),
            Err(error) => error,
        };
        // JSON has one type of numbers: 2.0 is an integer there.
        if self.source == Source::Wire
            && let Ok(float) = value.cast::<PyFloat>()
            && float.value().fract() == 0.0
            && error.wants_int()
            && let Ok(int) = value.call_method0(intern!(value.py(), "__int__"))
            && let Ok(value) = T::from_py(int.as_borrowed(), mode)
        {
            return Some(value);
        }
        error.report(&value, &mut self.report);
        None
    }

    /// An integer that may be too wide for the format: the text of its digits stands for it then.
    pub fn digits<T: FieldType + FromStr>(&mut self, value: Borrowed<'_, 'py, PyAny>) -> Option<T> {
        if self.source == Source::Wire
            && let Ok(text) = value.cast::<PyString>()
            && let Some(int) = text.to_cow().ok().and_then(|digits| digits.parse().ok())
        {
            return Some(int);
        }
        self.leaf(value)
    }

    /// The items of a list; in a program of any sequence but a `str`.
    pub fn items(
        &mut self,
        value: Borrowed<'_, 'py, PyAny>,
        hint: TypeHint,
    ) -> Option<Vec<Bound<'py, PyAny>>> {
        // SAFETY: the value is a live object and the interpreter attached; the call cannot fail.
        let is_sequence = || unsafe { ffi::PySequence_Check(value.as_ptr()) != 0 };
        let is_other = || value.is_instance_of::<PyString>() || value.is_instance_of::<PyDict>();
        self.collected(value, "list_type", hint, || is_sequence() && !is_other())
    }

    /// The items of a list that stands for a set; in a program of a set.
    pub fn members(
        &mut self,
        value: Borrowed<'_, 'py, PyAny>,
        hint: TypeHint,
    ) -> Option<Vec<Bound<'py, PyAny>>> {
        // SAFETY: as above.
        let is_set = || unsafe { ffi::PyAnySet_Check(value.as_ptr()) != 0 };
        self.collected(value, "set_type", hint, is_set)
    }

    /// What is in a list, or in a program in what `fits`.
    fn collected(
        &mut self,
        value: Borrowed<'_, 'py, PyAny>,
        kind: &'static str,
        hint: TypeHint,
        fits: impl FnOnce() -> bool,
    ) -> Option<Vec<Bound<'py, PyAny>>> {
        let fits = match self.source {
            Source::Wire => value.is_instance_of::<PyList>(),
            Source::Python => fits(),
        };
        if !fits {
            self.problem(kind, &format!("must be {hint}"), &value);
            return None;
        }
        match value.try_iter().and_then(Iterator::collect) {
            Ok(items) => Some(items),
            Err(error) => {
                self.report.fail(error);
                None
            }
        }
    }

    /// A float. JSON has no numbers for those that are not finite, but names.
    pub fn float<T: FieldType>(&mut self, value: Borrowed<'_, 'py, PyAny>) -> Option<T> {
        if self.source == Source::Python || value.is_instance_of::<PyBool>() {
            return self.leaf(value);
        }
        let named =
            value.cast::<PyString>().ok().and_then(|text| float::named(&text.to_cow().ok()?));
        let value = match named {
            Some(float) => PyFloat::new(value.py(), float).into_any(),
            None => value.to_owned(),
        };
        let strict = std::mem::replace(&mut self.strict, false);
        let float = self.leaf(value.as_borrowed());
        self.strict = strict;
        float
    }

    /// The bytes that a text in base64 stands for; in a program what bytes are made of.
    pub fn bytes(&mut self, value: Borrowed<'_, 'py, PyAny>) -> Option<Bound<'py, PyAny>> {
        if self.source == Source::Python || value.is_instance_of::<PyBytes>() {
            return Some(value.to_owned());
        }
        if let Ok(text) = value.cast::<PyString>()
            && let Some(bytes) = text.to_cow().ok().and_then(|text| super::base64::read(&text))
        {
            return Some(PyBytes::new(value.py(), &bytes).into_any());
        }
        self.problem("bytes_type", "must be bytes in base64", &value);
        None
    }

    /// The items of a tuple of `LEN`, which is a list on the wire.
    pub fn tuple<const LEN: usize>(
        &mut self,
        value: Borrowed<'_, 'py, PyAny>,
        hint: TypeHint,
    ) -> Option<Vec<Bound<'py, PyAny>>> {
        let is_tuple = || value.is_instance_of::<PyTuple>();
        let items = self.collected(value, "tuple_type", hint, is_tuple)?;
        if items.len() != LEN {
            self.wrong_length(LEN, items.len(), &value);
            return None;
        }
        Some(items)
    }

    /// Reads the item of a tuple at an index.
    pub fn item<T>(
        &mut self,
        items: &[Bound<'py, PyAny>],
        index: usize,
        read: impl FnOnce(Borrowed<'_, 'py, PyAny>, &mut Self) -> Option<T>,
    ) -> Option<T> {
        let item = items.get(index)?;
        let step = |py| Ok(index.into_pyobject(py)?.into_any());
        self.at(step, |reader| read(item.as_borrowed(), reader))
    }

    /// `value` has `len` items, where `wanted` are.
    pub fn wrong_length(&mut self, wanted: usize, len: usize, value: &Bound<'py, PyAny>) {
        let (kind, name) =
            if len < wanted { ("too_short", "min_length") } else { ("too_long", "max_length") };
        let items = if wanted == 1 { "item" } else { "items" };
        match wanted.into_pyobject(value.py()) {
            Ok(limit) => self.report.push(
                kind,
                &format!("must have {wanted} {items}, not {len}"),
                |_| Ok(value.clone()),
                &[(name, limit.into_any())],
            ),
            Err(error) => match error {},
        }
    }

    /// A list that stands for a set has an item twice.
    pub fn repeated(&mut self, value: &Bound<'py, PyAny>) {
        self.problem("unique_items", "must not have an item twice", value);
    }

    /// A conversion has not accepted `value`.
    pub fn reject(&mut self, error: ConvertError, value: &Bound<'py, PyAny>) {
        error.report(value, &mut self.report);
    }

    /// Reads each item; `None` if one of them is not right.
    pub fn each<T>(
        &mut self,
        items: &[Bound<'py, PyAny>],
        mut read: impl FnMut(Borrowed<'_, 'py, PyAny>, &mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        let _level = self.level()?;
        let mut values = Vec::with_capacity(items.len());
        let len = items.len();
        for index in 0..len {
            values.extend(self.item(items, index, &mut read));
        }
        (values.len() == len).then_some(values)
    }

    /// Reads keys and values; `insert` says whether the key is new: two may stand for the same.
    pub fn entries<K: FieldType, V: FieldType>(
        &mut self,
        value: Borrowed<'_, 'py, PyAny>,
        hint: TypeHint,
        mut insert: impl FnMut(K, V) -> bool,
    ) -> Option<()> {
        let dict = self.dict(value, "dict_type", || format!("must be {hint}"))?;
        let _level = self.level()?;
        let mut is_right = true;
        for entry in dict.items() {
            let (key, value): (Bound<'py, PyAny>, Bound<'py, PyAny>) = match entry.extract() {
                Ok(entry) => entry,
                Err(error) => {
                    self.report.fail(error);
                    return None;
                }
            };
            let (step, at) = (key.clone(), key);
            let read = self.at(
                |_| Ok(step),
                |reader| {
                    let key = reader.key::<K>(&at);
                    let value = V::from_plain(value.as_borrowed(), reader);
                    let is_new = key.zip(value).map(|(key, value)| insert(key, value))?;
                    if !is_new {
                        reader.problem("value_error", "must not have a key twice", &at);
                    }
                    is_new.then_some(())
                },
            );
            is_right &= read.is_some();
        }
        is_right.then_some(())
    }

    /// A key. Those of JSON are all texts: an integer's is its digits.
    fn key<K: FieldType>(&mut self, key: &Bound<'py, PyAny>) -> Option<K> {
        if self.source == Source::Wire
            && let Ok(text) = key.cast::<PyString>()
        {
            if let Some(key) = K::KEY.and_then(|read| read(&text.to_cow().ok()?)) {
                return Some(key);
            }
            self.key = true;
            let key = K::from_plain(key.as_borrowed(), self);
            self.key = false;
            return key;
        }
        K::from_plain(key.as_borrowed(), self)
    }

    fn dict(
        &mut self,
        value: Borrowed<'_, 'py, PyAny>,
        kind: &'static str,
        msg: impl FnOnce() -> String,
    ) -> Option<Bound<'py, PyDict>> {
        if let Ok(dict) = value.cast::<PyDict>() {
            return Some(dict.to_owned());
        }
        if self.source == Source::Python
            && let Ok(mapping) = value.cast::<PyMapping>()
        {
            let dict = PyDict::new(value.py());
            return match dict.update(&mapping) {
                Ok(()) => Some(dict),
                Err(error) => {
                    self.report.fail(error);
                    None
                }
            };
        }
        self.problem(kind, &msg(), &value);
        None
    }

    /// One level further in, unless that is too deep.
    fn level(&mut self) -> Option<Level> {
        let level = Level::enter();
        if level.is_none() {
            self.report.push("recursion_loop", TOO_DEEP, |py| Ok(py.None().into_bound(py)), &[]);
        }
        level
    }
}
