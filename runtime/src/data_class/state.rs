//! What an instance has beside its fields: the `__dict__` and `__slots__` of a subclass written in
//! Python, or the `__dict__` of `#[pyclass(dict)]`, or what exceptions have.

use pyo3::exceptions::PyBaseException;
use pyo3::ffi;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PySet, PyString, PyTuple};

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
    let can_have_state = table.options.dict || is_exception;
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
        if let Some(value) = object.getattr_opt(name.cast::<PyString>()?)? {
            slots.set_item(name, value)?;
        }
    }
    if is_exception {
        if let Some(dict) = dict {
            slots.update(dict.cast()?)?;
        }
        let args = object.getattr(intern!(py, "args"))?;
        if args.len()? > 0 {
            slots.set_item(intern!(py, "args"), args)?;
        }
        return Ok(Some(slots.into_any()).filter(|state| state.len().is_ok_and(|len| len > 0)));
    }
    if slots.is_empty() {
        return Ok(dict);
    }
    Ok(Some((dict, slots).into_pyobject(py)?.into_any()))
}

/// Whether the class extends one of Python's own that can change, whatever ours can.
pub(super) fn is_of_python(object: &Bound<'_, PyAny>) -> bool {
    object.is_instance_of::<PyBaseException>()
        || object.is_instance_of::<PyDict>()
        || object.is_instance_of::<PySet>()
}

/// Gives `new` the state of `object` and, where Python's own class beneath has any, the entries; each
/// passed through `copied`.
pub(super) fn transfer<'py>(
    table: &ClassTable,
    object: &Bound<'py, PyAny>,
    new: &Bound<'py, PyAny>,
    copied: impl Fn(&Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>>,
) -> PyResult<()> {
    if let Ok(dict) = object.cast::<PyDict>() {
        // A copy, since what copies an entry may change the original.
        for (key, value) in dict.copy()? {
            new.set_item(copied(&key)?, copied(&value)?)?;
        }
    } else if let Some(entries) = set_entries(object)? {
        for entry in entries {
            new.cast::<PySet>()?.add(copied(&entry)?)?;
        }
    }
    match of(table, object)? {
        Some(state) => apply(table, new, &copied(&state)?),
        None => Ok(()),
    }
}

/// The entries of a class that extends `set`, which a pickle has no place for.
pub(super) fn set_entries<'py>(object: &Bound<'py, PyAny>) -> PyResult<Option<Bound<'py, PyList>>> {
    let Ok(set) = object.cast::<PySet>() else { return Ok(None) };
    PyList::new(set.py(), set.iter().collect::<Vec<_>>()).map(Some)
}

/// Gives `new` a state.
fn apply<'py>(
    table: &ClassTable,
    new: &Bound<'py, PyAny>,
    state: &Bound<'py, PyAny>,
) -> PyResult<()> {
    let py = new.py();
    if is_frozen_exception(table, new)? {
        for (name, value) in state.cast::<PyDict>()? {
            set_past_frozen(new, &name, &value)?;
        }
        return Ok(());
    }
    if new.hasattr(intern!(py, "__setstate__"))? {
        return new.call_method1(intern!(py, "__setstate__"), (state,)).map(|_| ());
    }
    let (dict, slots) = match state.cast::<PyTuple>() {
        Ok(pair) => (pair.get_item(0)?, Some(pair.get_item(1)?)),
        Err(_) => (state.clone(), None),
    };
    if !dict.is_none() {
        new.getattr(intern!(py, "__dict__"))?.call_method1(intern!(py, "update"), (dict,))?;
    }
    if let Some(slots) = slots {
        for (name, value) in slots.cast::<PyDict>()? {
            new.setattr(name.cast::<PyString>()?, value)?;
        }
    }
    Ok(())
}

/// What unpickling does with the state where neither `__setstate__` nor Python itself can: the state,
/// and the entries of a set.
pub(super) fn restore(
    table: &ClassTable,
    object: &Bound<'_, PyAny>,
    state: &Bound<'_, PyAny>,
    entries: Option<&Bound<'_, PyList>>,
) -> PyResult<()> {
    for entry in entries.into_iter().flatten() {
        object.cast::<PySet>()?.add(entry)?;
    }
    if state.is_none() { Ok(()) } else { apply(table, object, state) }
}

/// Whether the object is a frozen exception, whose state `BaseException.__setstate__` cannot set. A
/// `__setstate__` of a subclass's own knows what it does.
pub(super) fn is_frozen_exception(table: &ClassTable, object: &Bound<'_, PyAny>) -> PyResult<bool> {
    if !table.options.frozen || !object.is_instance_of::<PyBaseException>() {
        return Ok(false);
    }
    let (py, name) = (object.py(), intern!(object.py(), "__setstate__"));
    let inherited = py.get_type::<PyBaseException>().getattr(name)?;
    Ok(object.get_type().getattr(name)?.is(&inherited))
}

/// What `BaseException.__new__` does with positional arguments: `str` and tracebacks show them. Past the
/// `__setattr__` of a frozen class.
pub(super) fn set_exception_args(
    exception: &Bound<'_, PyAny>,
    args: &Bound<'_, PyTuple>,
) -> PyResult<()> {
    set_past_frozen(exception, intern!(exception.py(), "args"), args)
}

/// As `object.__setattr__` does.
fn set_past_frozen(
    object: &Bound<'_, PyAny>,
    name: &Bound<'_, PyAny>,
    value: &Bound<'_, PyAny>,
) -> PyResult<()> {
    // SAFETY: all three are live objects.
    match unsafe { ffi::PyObject_GenericSetAttr(object.as_ptr(), name.as_ptr(), value.as_ptr()) } {
        0 => Ok(()),
        _ => Err(PyErr::fetch(object.py())),
    }
}
