//! Classes that have changed since they were pickled first.

use pyo3::exceptions::{PyLookupError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use pyo3_classes::PyDataClass;

/// Version 1 had `full`; version 2 had no `nick`.
#[derive(PyDataClass, Clone)]
#[dataclass(version = 3, migrate = lift_person)]
#[pyclass(module = "pyo3_classes_fixture", frozen, subclass)]
pub(crate) struct Person {
    #[field(min_length = 1)]
    first: String,
    last: String,
    #[field(default = "none".to_owned())]
    nick: String,
}

fn lift_person(version: u32, state: &Bound<'_, PyDict>) -> PyResult<()> {
    if version == 1 {
        let full: String = match state.get_item("full")? {
            Some(full) => full.extract()?,
            None => return Err(PyLookupError::new_err("there is no 'full'")),
        };
        state.del_item("full")?;
        let Some((first, last)) = full.split_once(' ') else {
            return Err(PyValueError::new_err(format!("'{full}' is one name")));
        };
        state.set_item("first", first)?;
        state.set_item("last", last)?;
    }
    state.set_item("nick", format!("of version {version}"))
}

/// Nothing lifts its older versions.
#[derive(PyDataClass, Clone)]
#[dataclass(version = 2)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct Unliftable {
    x: i64,
}

/// Its `migrate` fails with a text.
#[derive(PyDataClass, Clone)]
#[dataclass(version = 2, migrate = lift_nothing)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct Refusing {
    x: i64,
}

fn lift_nothing(version: u32, _state: &Bound<'_, PyDict>) -> Result<(), String> {
    Err(format!("version {version} is too old"))
}

/// The base of a class with a version of its own; version 1 counted from one.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json, version = 2, migrate = lift_base)]
#[pyclass(module = "pyo3_classes_fixture", subclass)]
pub(crate) struct VersionedBase {
    index: i64,
}

fn lift_base(_version: u32, state: &Bound<'_, PyDict>) -> PyResult<()> {
    if let Some(index) = state.get_item("index")? {
        state.set_item("index", index.add(-1)?)?;
    }
    Ok(())
}

/// Version 4 had the square of the index, which `migrate` finds lifted already.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json, version = 5, migrate = lift_child)]
#[pyclass(module = "pyo3_classes_fixture", extends = VersionedBase)]
pub(crate) struct VersionedChild {
    double: i64,
    #[field(default = 0)]
    added: i64,
}

/// Without a version of its own.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json)]
#[pyclass(module = "pyo3_classes_fixture", extends = VersionedBase)]
pub(crate) struct VersionedByBase {
    #[field(default = 0)]
    more: i64,
}

fn lift_child(_version: u32, state: &Bound<'_, PyDict>) -> PyResult<()> {
    if let Some(index) = state.get_item("index")? {
        state.set_item("double", index.mul(2)?)?;
    }
    if state.contains("square")? { state.del_item("square") } else { Ok(()) }
}
