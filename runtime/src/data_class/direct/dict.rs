//! `to_dict` without PyO3's bookkeeping.
//!
//! Condition and check are those of [`slots`](super::slots): each field has a conversion that promises
//! to need none (`Quick`), and the keys are interned texts, of which a dict asks nothing of Python's. The
//! dict is made before the values are borrowed, since the garbage collector may run then.

use std::ptr;

use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::PyString;

use super::super::access::Getter;
use super::super::table::ClassTable;
use super::layout::Layout;
use super::slots;

/// A field that `to_dict` has.
pub(super) struct Item {
    key: Py<PyString>,
    /// Bytes from the object.
    at: usize,
    to_py: Getter,
}

/// The items of each instance; `None` where what there is depends on the instance, or is to be had in
/// the long way only.
pub(super) fn items(
    py: Python<'_>,
    table: &'static ClassTable,
    offsets: &[usize],
) -> Option<Vec<Item>> {
    if table.wire.is_none() || table.tells_version() {
        return None;
    }
    let keys = table.cache.wire_names(py, table).ok()?;
    let fields = table.wire_attributes().iter().zip(keys).filter(|(field, _)| field.name.is_some());
    fields
        .map(|(field, key)| {
            Some(Item {
                key: key.cast_into::<PyString>().ok()?.unbind(),
                at: offsets.get(field.layer)? + field.attribute.offset,
                to_py: field.quick_to_py()?,
            })
        })
        .collect()
}

/// A new reference, or null, with no exception set, where the long way must be taken.
///
/// # Safety
///
/// `object` is an instance of the class.
pub(crate) unsafe fn to_dict(
    table: &'static ClassTable,
    object: *mut ffi::PyObject,
) -> *mut ffi::PyObject {
    let Some((layout, items)) =
        table.cache.direct.layout().and_then(|layout| Some((layout, layout.items.as_deref()?)))
    else {
        return ptr::null_mut();
    };
    // SAFETY: the interpreter is attached, since it calls; the object is an instance of the class.
    unsafe {
        let dict = ffi::PyDict_New();
        if !dict.is_null() && fill(table, layout, items, object, dict).is_some() {
            return dict;
        }
        // The longer way says what is wrong.
        ffi::PyErr_Clear();
        ffi::Py_XDECREF(dict);
    }
    ptr::null_mut()
}

/// # Safety
///
/// As for [`to_dict`]; `dict` is a new one.
unsafe fn fill(
    table: &'static ClassTable,
    layout: &Layout,
    items: &[Item],
    object: *mut ffi::PyObject,
    dict: *mut ffi::PyObject,
) -> Option<()> {
    let value: *const u8 = object.cast_const().cast();
    let mut is_full = true;
    let mut set = || {
        // SAFETY: the place is that of the field.
        is_full = items.iter().all(|item| unsafe {
            let value = (item.to_py)(value.add(item.at));
            if value.is_null() {
                return false;
            }
            let is_set = ffi::PyDict_SetItem(dict, item.key.as_ptr(), value) == 0;
            ffi::Py_DECREF(value);
            is_set
        });
    };
    // SAFETY: the caller's promise.
    unsafe { slots::with(table, layout, object, object, &mut set)? };
    is_full.then_some(())
}
