//! What an instance has beside its fields: the `__dict__` and `__slots__` of a subclass written in
//! Python, or the `__dict__` of `#[pyclass(dict)]`.

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use super::table::ClassTable;

/// The state as `object.__getstate__` of Python 3.11 has it (and as older versions compute it
/// inside `copyreg`): the `__dict__`, or a pair of it and the values in slots; `None` if there is
/// nothing. A `__getstate__` of the subclass's own is asked instead.
pub(super) fn of<'py>(
    table: &ClassTable,
    object: &Bound<'py, PyAny>,
) -> PyResult<Option<Bound<'py, PyAny>>> {
    let py = object.py();
    let class = object.get_type();
    if class.is((table.type_object)(py)) && !table.options.dict {
        return Ok(None);
    }
    let default = py.get_type::<PyAny>().getattr_opt(intern!(py, "__getstate__"))?;
    if let Some(own) = class.getattr_opt(intern!(py, "__getstate__"))?
        && !default.is_some_and(|default| default.is(&own))
    {
        return object.call_method0(intern!(py, "__getstate__")).map(Some);
    }
    let dict = object.getattr_opt(intern!(py, "__dict__"))?;
    let dict = dict.filter(|dict| dict.len().is_ok_and(|len| len > 0));
    let slots = PyDict::new(py);
    let names =
        py.import(intern!(py, "copyreg"))?.call_method1(intern!(py, "_slotnames"), (class,))?;
    for name in names.try_iter()? {
        let name = name?;
        if let Some(value) = object.getattr_opt(name.cast::<pyo3::types::PyString>()?)? {
            slots.set_item(name, value)?;
        }
    }
    if slots.is_empty() {
        return Ok(dict);
    }
    Ok(Some((dict, slots).into_pyobject(py)?.into_any()))
}

/// Gives `new` the state of `object`, each part passed through `copied`.
pub(super) fn transfer<'py>(
    table: &ClassTable,
    object: &Bound<'py, PyAny>,
    new: &Bound<'py, PyAny>,
    copied: impl Fn(&Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>>,
) -> PyResult<()> {
    let py = object.py();
    let Some(state) = of(table, object)? else { return Ok(()) };
    let state = copied(&state)?;
    if new.hasattr(intern!(py, "__setstate__"))? {
        return new.call_method1(intern!(py, "__setstate__"), (state,)).map(|_| ());
    }
    let (dict, slots) = match state.cast::<PyTuple>() {
        Ok(pair) => (pair.get_item(0)?, Some(pair.get_item(1)?)),
        Err(_) => (state, None),
    };
    if !dict.is_none() {
        new.getattr(intern!(py, "__dict__"))?.call_method1(intern!(py, "update"), (dict,))?;
    }
    if let Some(slots) = slots {
        for (name, value) in slots.cast::<PyDict>()? {
            new.setattr(name.cast::<pyo3::types::PyString>()?, value)?;
        }
    }
    Ok(())
}
