//! Pickling: an instance is taken apart into its class, its version and its named field values, and
//! put together again by the class's own `__pyo3_classes__`, which checks them.

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple, PyType};

use super::construct::{Purpose, Source, check_makes, from_sources};
use super::state;
use super::table::ClassTable;
use crate::error::Report;

/// Before the values: the class, the versions and the names.
const HEADER: usize = 3;

/// `__reduce_ex__`: `(restore, (class, version, names, *values), state)`. The names are one object
/// per class, so that a pickle of many instances holds them once.
///
/// # Safety
///
/// `object` is an instance of the class.
pub(super) unsafe fn reduce<'py>(
    table: &'static ClassTable,
    object: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = object.py();
    let mut parts = Vec::with_capacity(table.attributes().len() + HEADER);
    parts.push(object.get_type().into_any());
    parts.push(versions(py, table)?);
    parts.push(table.cache.names(py, table)?.clone().into_any());
    for field in table.attributes() {
        // SAFETY: the caller's promise.
        parts.push(unsafe { field.get(object) }?);
    }
    let parts = PyTuple::new(py, parts)?;
    let restore = table.cache.info(py, table)?;
    if (table.type_object)(py).module()? == "builtins" {
        let pickle = py.import(intern!(py, "pickle"))?;
        let error = pickle.getattr(intern!(py, "PicklingError"))?.call1((format!(
            "cannot pickle '{name}': no module is known to import it from; write \
             #[pyclass(module = \"...\")] on the Rust struct",
            name = table.name,
        ),))?;
        return Err(PyErr::from_value(error));
    }
    let state = state::of(table, object)?;
    let entries = state::set_entries(object)?;
    if entries.is_some() || (state.is_some() && state::is_frozen_exception(table, object)?) {
        let set_state = restore.getattr(intern!(py, "set_state"))?;
        let none = py.None();
        return (restore, parts, (state, entries), &none, &none, set_state)
            .into_pyobject(py)
            .map(Bound::into_any);
    }
    match object.cast::<PyDict>() {
        Ok(dict) if !dict.is_empty() => {
            let entries = dict.items().try_iter()?;
            let none = py.None();
            Ok((restore, parts, state, none, entries).into_pyobject(py)?.into_any())
        }
        _ => match state {
            Some(state) => Ok((restore, parts, state).into_pyobject(py)?.into_any()),
            None => Ok((restore, parts).into_pyobject(py)?.into_any()),
        },
    }
}

/// The version, or where the class extends another those of all layers.
fn versions<'py>(py: Python<'py>, table: &'static ClassTable) -> PyResult<Bound<'py, PyAny>> {
    match table.layers() {
        [one] => Ok(one.version.into_pyobject(py)?.into_any()),
        layers => Ok(PyTuple::new(py, layers.iter().map(|layer| layer.version))?.into_any()),
    }
}

/// Makes the instance again from what [`reduce`] wrote. Every value is converted and checked: a
/// pickle may come from elsewhere, or from before a rule was added.
pub(super) fn restore<'py>(
    table: &'static ClassTable,
    parts: &Bound<'py, PyTuple>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = parts.py();
    let (header, values) = (parts.get_slice(0, HEADER), parts.get_slice(HEADER, parts.len()));
    let (class, versions, names): (Bound<'py, PyType>, Bound<'py, PyAny>, Bound<'py, PyTuple>) =
        header.extract().map_err(|_| {
            broken(table, "it does not start with a class, a version and the names of fields")
        })?;
    if !class.is_subclass(&(table.type_object)(py))? {
        return Err(PyTypeError::new_err(format!(
            "'{}' is not a '{}'",
            class.qualname()?,
            table.name,
        )));
    }
    check_makes(table, &class)?;
    if names.len() != values.len() {
        return Err(broken(
            table,
            format!("it has {} names for {} values", names.len(), values.len()),
        ));
    }
    let same_version = versions.eq(self::versions(py, table)?)?;
    let sources = if same_version && names.eq(table.cache.names(py, table)?)? {
        values.iter().map(Source::Given).collect()
    } else {
        let state = PyDict::new(py);
        for (name, value) in names.iter().zip(&values) {
            state.set_item(name, value)?;
        }
        if !same_version {
            migrate(table, &versions, &state)?;
        }
        by_name(table, &state)?
    };
    // SAFETY: the class is the table's or a subclass.
    unsafe { from_sources(table, &class, &sources, Purpose::Restore) }
}

/// Lifts the state of older layers, the base class's first.
fn migrate(
    table: &'static ClassTable,
    versions: &Bound<'_, PyAny>,
    state: &Bound<'_, PyDict>,
) -> PyResult<()> {
    let versions: Vec<u32> = match versions.extract() {
        Ok(version) => vec![version],
        Err(_) => versions.extract().map_err(|_| broken(table, "its version is no number"))?,
    };
    if versions.len() != table.layers().len() {
        return Err(broken(table, "its class had other base classes"));
    }
    for (layer, version) in table.layers().iter().zip(versions) {
        if version == layer.version {
            continue;
        }
        let now = layer.version;
        if version > now {
            return Err(broken(
                table,
                format!(
                    "it is of version {version} of '{}', and this is version {now}",
                    layer.name
                ),
            ));
        }
        let Some(migrate) = layer.migrate else {
            return Err(broken(
                table,
                format!(
                    "it is of version {version} of '{}', this is version {now}, and there is no \
                     `migrate` function to lift it",
                    layer.name,
                ),
            ));
        };
        let mut report = Report::new(state.py());
        migrate.call(version, state, &mut report);
        report.finish(table.type_object)?;
    }
    Ok(())
}

/// The values by name; a field that was added since has its default.
fn by_name<'py>(
    table: &'static ClassTable,
    state: &Bound<'py, PyDict>,
) -> PyResult<Vec<Source<'py>>> {
    let mut found = 0;
    let mut sources = Vec::with_capacity(table.attributes().len());
    for field in table.attributes() {
        sources.push(match state.get_item(field.name())? {
            Some(value) => {
                found += 1;
                Source::Given(value)
            }
            None if field.default.is_some() => Source::Default,
            None => return Err(broken(table, format!("it has no field '{}'", field.name()))),
        });
    }
    if found < state.len() {
        for name in state.keys() {
            if table.attribute(&name.str()?.to_string_lossy()).is_none() {
                return Err(broken(table, format!("the class has no field '{name}'")));
            }
        }
    }
    Ok(sources)
}

fn broken(table: &ClassTable, what: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(format!("cannot unpickle '{}': {what}", table.name))
}
