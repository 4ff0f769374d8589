//! `copy.copy`, `copy.deepcopy` and `copy.replace`.

use pyo3::exceptions::PyTypeError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyType};

use super::arguments;
use super::attributes::get;
use super::construct::{Partial, Purpose, Source, from_sources};
use super::state;
use super::table::{ClassTable, FieldRow};

/// `__copy__`: the same class, field values and `__dict__`; Python objects are shared.
///
/// # Safety
///
/// `object` is an instance of the class.
pub(super) unsafe fn copy<'py>(
    table: &'static ClassTable,
    object: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    // SAFETY: the caller's promise.
    let new = unsafe { copy_fields(table, object, &[])? };
    state::transfer(table, object, &new, |state| Ok(state.clone()))?;
    Ok(new)
}

/// `__deepcopy__`. Rust data is copied by value anyway: what needs `copy.deepcopy` are the fields
/// that hold Python objects.
///
/// # Safety
///
/// `object` is an instance of the class.
pub(super) unsafe fn deepcopy<'py>(
    table: &'static ClassTable,
    object: &Bound<'py, PyAny>,
    memo: &Bound<'py, PyDict>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = object.py();
    let deepcopy = py.import(intern!(py, "copy"))?.getattr(intern!(py, "deepcopy"))?;
    let deep = |value: &Bound<'py, PyAny>| deepcopy.call1((value, memo));
    let key = object.as_ptr() as usize;
    let holders = || table.fields.iter().filter(|field| field.table.traverse.is_some());
    let copied = |field: &'static FieldRow| {
        // SAFETY: the caller's promise.
        deep(&unsafe { get(table, field, object) }?).map(|value| (field, value))
    };
    let new = if let Some(write) = table.access.write {
        // The copy is in the memo before its fields are copied, so that a cycle ends at it.
        // SAFETY: the caller's promise.
        let new = unsafe { copy_fields(table, object, &[])? };
        memo.set_item(key, &new)?;
        for field in holders() {
            let (field, value) = copied(field)?;
            let mut store = |value: *mut u8| {
                // SAFETY: `new` is an instance of the class, `value` of the field's type. The old
                // value goes out with `value`, after the borrow.
                unsafe { write(&new, &mut |to| field.table.swap(field.of_mut(to), value)) }
            };
            // SAFETY: `store` leaves a value of the type behind.
            unsafe { (field.table.assign)(value.as_borrowed(), table.options.mode, &mut store) }
                .unwrap_or_else(|error| {
                    Err(error.into_py_err(py, table.name, field.name(), field.options.secret))
                })?;
        }
        new
    } else {
        // A frozen instance cannot be changed later: as with a tuple, a cycle goes through something
        // that can, and copying that may have copied this on the way.
        let values = holders().map(copied).collect::<PyResult<Vec<_>>>()?;
        if let Some(new) = memo.get_item(key)? {
            return Ok(new);
        }
        // SAFETY: the caller's promise.
        let new = unsafe { copy_fields(table, object, &values)? };
        memo.set_item(key, &new)?;
        new
    };
    state::transfer(table, object, &new, deep)?;
    Ok(new)
}

/// `__replace__`: what the constructor makes of the given arguments and the present values of the
/// other parameters.
///
/// # Safety
///
/// `object` is an instance of the class.
pub(super) unsafe fn replace<'py>(
    table: &'static ClassTable,
    object: &Bound<'py, PyAny>,
    changes: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    let mut sources: Vec<Source<'py>> = table
        .fields
        .iter()
        .map(
            |field| {
                if field.options.init { Source::CopyOf(object.clone()) } else { Source::Default }
            },
        )
        .collect();
    for (name, value) in changes.into_iter().flatten() {
        let name = name.cast::<PyString>()?;
        let Some(index) = arguments::position(table, name) else {
            return Err(arguments::unexpected(table, &name.to_string_lossy(), object.py()));
        };
        if !table.fields[index].options.init {
            return Err(PyTypeError::new_err(format!(
                "field {name} is declared with init=False, it cannot be specified with replace()",
            )));
        }
        sources[index] = Source::Given(value);
    }
    // SAFETY: the object's class is that of the table or a subclass.
    let new = unsafe { from_sources(table, &object.get_type(), &sources, Purpose::Construct)? };
    state::transfer(table, object, &new, |state| Ok(state.clone()))?;
    Ok(new)
}

/// An instance with copies of the fields, but for those given. Nothing is checked: the values were.
///
/// # Safety
///
/// `object` is an instance of the class.
unsafe fn copy_fields<'py>(
    table: &'static ClassTable,
    object: &Bound<'py, PyAny>,
    given: &[(&'static FieldRow, Bound<'py, PyAny>)],
) -> PyResult<Bound<'py, PyAny>> {
    let py = object.py();
    let class: Bound<'py, PyType> = object.get_type();
    let mut fill = |slot: *mut u8| {
        if let Some(clone) = table.clone {
            // A clone of the whole keeps the values of skipped fields as well.
            // SAFETY: the caller's promise; the slot is room for a value.
            unsafe { (table.access.read)(object, &mut |value| clone(value, slot))? };
            return Ok(());
        }
        let mut partial = Partial::new(table, slot);
        for _ in table.fields {
            // SAFETY: as above.
            unsafe { partial.write_next(&Source::CopyOf(object.clone()), py)? };
        }
        partial.write_skipped();
        partial.complete();
        Ok(())
    };
    let mut finish = |new: *mut u8| {
        for (field, value) in given {
            let mut store = |value: *mut u8| {
                // SAFETY: both are values of the field's type, and `new` is not shared yet.
                unsafe { field.table.swap(field.of_mut(new), value) };
                Ok(())
            };
            // SAFETY: `store` leaves a value of the type behind.
            unsafe { (field.table.assign)(value.as_borrowed(), table.options.mode, &mut store) }
                .unwrap_or_else(|error| {
                    Err(error.into_py_err(py, table.name, field.name(), field.options.secret))
                })?;
        }
        Ok(())
    };
    // SAFETY: the object's class is that of the table or a subclass.
    unsafe { (table.access.new)(&class, &mut fill, &mut finish) }
}
