//! Setters without PyO3's bookkeeping, and `build` without a copy of the draft, as `data_class::direct` has
//! them for instances.
//!
//! Condition and check are those of `data_class::direct::accepted` and `parameters`: what runs is a
//! conversion or a copy that needs no Python code, and the field's own rules. For whatever else comes up,
//! and where somebody has the draft at this moment, the long way begins anew.

use pyo3::ffi;
use pyo3::prelude::*;

use super::class::Builder;
use super::draft::Mark;
use super::setters::{Maybe, Set};
use super::table::BuilderRow;
use crate::data_class::direct::accepted::{self, FromPy};
use crate::data_class::direct::parameters::{self, Written};
use crate::data_class::{Attribute, ClassTable};
use crate::field_type::new_ref;
use crate::pyo3_internals::raw;

/// How the setter of a field may convert.
pub(super) fn conversion(
    class: &'static ClassTable,
    attribute: &Attribute,
    row: &BuilderRow,
) -> Option<FromPy> {
    // What only one thread may use takes the long way, which tells the others.
    let open = class.layers().iter().all(|layer| layer.access.sendable);
    accepted::conversion(attribute.row).filter(|_| open && row.convert.is_none() && !row.set_once)
}

/// The setter of the field at an index.
///
/// # Safety
///
/// The method descriptor calls it, with an instance of its class, which extends `Builder`, and one
/// argument.
pub(super) unsafe extern "C" fn set<const INDEX: usize>(
    builder: *mut ffi::PyObject,
    value: *mut ffi::PyObject,
) -> *mut ffi::PyObject {
    // SAFETY: the caller's promise.
    unsafe {
        if put(builder, INDEX, value).is_some() {
            return new_ref(builder);
        }
        raw::binaryfunc::<Set<INDEX>>(builder, value)
    }
}

/// `maybe_…`
///
/// # Safety
///
/// As for [`set`].
pub(super) unsafe extern "C" fn maybe<const INDEX: usize>(
    builder: *mut ffi::PyObject,
    value: *mut ffi::PyObject,
) -> *mut ffi::PyObject {
    // SAFETY: the caller's promise.
    unsafe {
        if value != ffi::Py_None() && put(builder, INDEX, value).is_some() {
            return new_ref(builder);
        }
        raw::binaryfunc::<Maybe<INDEX>>(builder, value)
    }
}

/// `None`, with nothing changed and no exception set, where the long way must be taken.
///
/// # Safety
///
/// As for [`set`].
#[inline]
unsafe fn put(builder: *mut ffi::PyObject, index: usize, value: *mut ffi::PyObject) -> Option<()> {
    // SAFETY: the caller's promise; the interpreter calls, so it is attached.
    let this = unsafe {
        let py = Python::assume_attached();
        Bound::ref_from_ptr(py, &builder).cast_unchecked::<Builder>().get()
    };
    let field = this.table.fields().get(index)?;
    // SAFETY: the conversion is that of the field, whose value the draft gets.
    unsafe {
        accepted::accept(field.attribute.row, field.quick?, value, |new| {
            let mut draft = this.try_draft()?;
            let replaced = draft.exchange(index, new.pointer());
            drop(draft);
            if !replaced {
                std::mem::forget(new);
            }
            Some(())
        })
    }
}

/// `build()`; `None` where the long way must be taken.
pub(super) fn build<'py>(builder: &Builder, py: Python<'py>) -> Option<Bound<'py, PyAny>> {
    let table = builder.table;
    if table.validate.is_some() {
        return None;
    }
    let copy = |written: &mut Written<'_>| {
        // Here, where there is the object already: the collector may run when it is made.
        let draft = builder.try_draft()?;
        for (index, field) in table.fields().iter().enumerate() {
            // Its rules may be functions of the user's.
            if draft.mark(index) == Mark::Unchecked && !field.constraints.is_empty() {
                return None;
            }
            // SAFETY: each writes a value of the field's type. Neither is code of the user's: the fields
            // are such as an instance is made of without PyO3's bookkeeping.
            unsafe {
                match (draft.value(index), field.default, field.table.absent) {
                    (Some(value), ..) => {
                        written.put(index, |slot| (field.table.copied)(value, py, slot).is_ok())?;
                    }
                    (None, None, Some(absent)) => {
                        written.put(index, |slot| {
                            absent(slot);
                            true
                        })?;
                    }
                    // A default, after all others; or it is missing.
                    (None, ..) => {}
                }
            }
        }
        Some(())
    };
    // SAFETY: each field has at most one value.
    unsafe { parameters::made_by(table.class(), builder.class.bind(py), copy) }
}
