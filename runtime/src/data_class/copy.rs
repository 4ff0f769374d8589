//! `copy.copy`, `copy.deepcopy` and `copy.replace`.

use pyo3::exceptions::PyTypeError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyType};

use super::arguments;
use super::attributes::frozen_error;
use super::construct::{Partial, Purpose, Source, check_makes, from_sources, new_instance};
use super::state;
use super::table::{Attribute, ClassTable};

/// `__copy__`: the same class, field values and `__dict__`; Python objects are shared.
///
/// # Safety
///
/// `object` is an instance of the class.
pub(super) unsafe fn copy<'py>(
    table: &'static ClassTable,
    object: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    if is_constant(table, object) {
        return Ok(object.clone());
    }
    // SAFETY: the caller's promise.
    let new = unsafe { copy_fields(table, object, &[])? };
    state::transfer(table, object, &new, |state| Ok(state.clone()))?;
    Ok(new)
}

/// Whether nothing about the instance can ever change: it is its own copy then, as a `tuple` or a
/// `Fraction` is.
fn is_constant(table: &'static ClassTable, object: &Bound<'_, PyAny>) -> bool {
    table.access.write.is_none()
        && !table.options.dict
        && object.get_type().is((table.type_object)(object.py()))
        && !state::is_of_python(object)
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
    let holders = || table.attributes().iter().filter(|field| field.table.traverse.is_some());
    if is_constant(table, object) && holders().next().is_none() {
        return Ok(object.clone());
    }
    let deepcopy = py.import(intern!(py, "copy"))?.getattr(intern!(py, "deepcopy"))?;
    let deep = |value: &Bound<'py, PyAny>| deepcopy.call1((value, memo));
    let key = object.as_ptr() as usize;
    let copied = |field: &'static Attribute| {
        // SAFETY: the caller's promise.
        deep(&unsafe { field.get(object) }?).map(|value| (field, value))
    };
    let new = if table.access.write.is_some() {
        // The copy is in the memo before its fields are copied, so that a cycle ends at it.
        // SAFETY: the caller's promise.
        let new = unsafe { copy_fields(table, object, &[])? };
        memo.set_item(key, &new)?;
        for field in holders() {
            let (field, value) = copied(field)?;
            let mut store = |value: *mut u8| {
                // SAFETY: `new` is an instance of the class, `value` of the field's type. The old
                // value goes out with `value`, after the borrow.
                unsafe {
                    match field.owner.access.write {
                        Some(write) => {
                            write(&new, &mut |to| field.table.swap(field.of_mut(to), value))
                        }
                        None => Err(frozen_error(py, field.name(), false)),
                    }
                }
            };
            assign(field, &value, &mut store)?;
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
        .attributes()
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
        if !table.attributes()[index].options.init {
            return Err(PyTypeError::new_err(format!(
                "field {name} is declared with init=False, it cannot be specified with replace()",
            )));
        }
        sources[index] = Source::Given(value);
    }
    let class = object.get_type();
    check_makes(table, &class)?;
    // SAFETY: the object's class is that of the table or a subclass.
    let new = unsafe { from_sources(table, &class, &sources, Purpose::Construct)? };
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
    given: &[(&'static Attribute, Bound<'py, PyAny>)],
) -> PyResult<Bound<'py, PyAny>> {
    let py = object.py();
    let class: Bound<'py, PyType> = object.get_type();
    check_makes(table, &class)?;
    let mut fill = |index: usize, slot: *mut u8| {
        let layer = table.layers()[index];
        if let Some(clone) = layer.clone {
            // A clone of the whole keeps the values of skipped fields as well.
            // SAFETY: the caller's promise; the slot is room for a value of the layer.
            return unsafe { (layer.access.read)(object, &mut |value| clone(value, slot)) };
        }
        let mut partial = Partial::new(layer, table.name, Purpose::Restore, slot);
        for _ in layer.fields {
            // SAFETY: as above.
            unsafe { partial.write_next(&Source::CopyOf(object.clone()), py)? };
        }
        partial.write_skipped();
        partial.complete();
        Ok(())
    };
    let mut finish = |layers: &[*mut u8]| {
        for (field, value) in given {
            let Some(layer) = table.layers().iter().position(|layer| field.is_of(layer)) else {
                continue;
            };
            let mut store = |value: *mut u8| {
                // SAFETY: both are values of the field's type, and the layer is not shared yet.
                unsafe { field.table.swap(field.of_mut(layers[layer]), value) };
                Ok(())
            };
            assign(field, value, &mut store)?;
        }
        Ok(())
    };
    // SAFETY: the object's class is that of the table or a subclass.
    unsafe { new_instance(table, &class, &mut fill, &mut finish) }
}

/// Converts a copied value and hands it to `store`, which must leave a value of the field's type
/// behind.
fn assign(
    field: &Attribute,
    value: &Bound<'_, PyAny>,
    store: &mut dyn FnMut(*mut u8) -> PyResult<()>,
) -> PyResult<()> {
    // SAFETY: `store` leaves a value of the type behind.
    unsafe { (field.table.assign)(value.as_borrowed(), field.owner.options.mode, store) }
        .unwrap_or_else(|error| field.refuse(error, value.py()))
}
