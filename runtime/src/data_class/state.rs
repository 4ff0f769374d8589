//! What an instance has beside its fields: the `__dict__` and `__slots__` of a subclass written in
//! Python, or the `__dict__` of `#[pyclass(dict)]`, or what exceptions have.

use pyo3::exceptions::PyBaseException;
use pyo3::ffi;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use super::table::ClassTable;

/// The state as `object.__getstate__` of Python 3.11 has it (and as older versions compute it
/// inside `copyreg`): the `__dict__`, or a pair of it and the values in slots; `None` if there is
/// nothing. A `__getstate__` of the subclass's own is asked instead. For an exception it is one dict,
/// which is what `BaseException.__setstate__` takes, with the `args` in it.
pub(super) fn of<'py>(
    table: &ClassTable,
    object: &Bound<'py, PyAny>,
) -> PyResult<Option<Bound<'py, PyAny>>> {
    let py = object.py();
    let class = object.get_type();
    let is_exception = object.is_instance_of::<PyBaseException>();
    let can_have_state = table.options.dict || (is_exception && !table.options.frozen);
    if class.is((table.type_object)(py)) && !can_have_state {
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
    if is_exception {
        if let Some(dict) = dict {
            slots.update(dict.cast()?)?;
        }
        let args = object.getattr(intern!(py, "args"))?;
        if !table.options.frozen && args.len()? > 0 {
            slots.set_item(intern!(py, "args"), args)?;
        }
        return Ok(Some(slots.into_any()).filter(|state| state.len().is_ok_and(|len| len > 0)));
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

/// What `BaseException.__new__` does with positional arguments: `str` and tracebacks show them. Past the
/// `__setattr__` of a frozen class.
pub(super) fn set_exception_args(
    exception: &Bound<'_, PyAny>,
    args: &Bound<'_, PyTuple>,
) -> PyResult<()> {
    let (py, name) = (exception.py(), intern!(exception.py(), "args"));
    // SAFETY: all three are live objects.
    match unsafe { ffi::PyObject_GenericSetAttr(exception.as_ptr(), name.as_ptr(), args.as_ptr()) }
    {
        0 => Ok(()),
        _ => Err(PyErr::fetch(py)),
    }
}
