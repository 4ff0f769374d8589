//! Pickling: an instance is taken apart into its class, a version and its field values, and put
//! together again by the class's own `__pyo3_classes__`, which checks them.

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};

use super::attributes::get;
use super::construct::{Purpose, Source, from_sources};
use super::state;
use super::table::ClassTable;

/// Written into every pickle, so that a later form of them can be told from this one.
const VERSION: u32 = 1;

/// `__reduce_ex__`: `(restore, (class, version, *values), state)`.
///
/// # Safety
///
/// `object` is an instance of the class.
pub(super) unsafe fn reduce<'py>(
    table: &'static ClassTable,
    object: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = object.py();
    let class = object.get_type();
    let mut values = Vec::with_capacity(table.fields.len() + 2);
    values.push(class.clone().into_any());
    values.push(VERSION.into_pyobject(py)?.into_any());
    for field in table.fields {
        // SAFETY: the caller's promise.
        values.push(unsafe { get(table, field, object) }?);
    }
    let values = PyTuple::new(py, values)?;
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
    match state::of(table, object)? {
        Some(state) => Ok((restore, values, state).into_pyobject(py)?.into_any()),
        None => Ok((restore, values).into_pyobject(py)?.into_any()),
    }
}

/// Makes the instance again from what [`reduce`] wrote. Every value is converted and checked:
/// a pickle may come from elsewhere, or from before a rule was added.
pub(super) fn restore<'py>(
    table: &'static ClassTable,
    args: &Bound<'py, PyTuple>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = args.py();
    let broken =
        |what: String| PyValueError::new_err(format!("cannot unpickle '{}': {what}", table.name));
    if args.len() < 2 {
        return Err(broken(format!("{} items where a class and a version start", args.len())));
    }
    let class = args.get_item(0)?.cast_into::<PyType>()?;
    if !class.is_subclass(&(table.type_object)(py))? {
        return Err(PyTypeError::new_err(format!(
            "'{}' is not a '{}'",
            class.qualname()?,
            table.name
        )));
    }
    let version = args.get_item(1)?;
    if !version.eq(VERSION)? {
        return Err(broken(format!("it is of version {version}, and this is version {VERSION}")));
    }
    if args.len() != table.fields.len() + 2 {
        return Err(broken(format!(
            "it has {} fields, and the class has {}",
            args.len() - 2,
            table.fields.len(),
        )));
    }
    let sources: Vec<_> = args.iter().skip(2).map(Source::Given).collect();
    // SAFETY: the class is the table's or a subclass.
    unsafe { from_sources(table, &class, &sources, Purpose::Restore) }
}
