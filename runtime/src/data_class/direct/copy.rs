//! `copy.copy` of an instance that owns nothing but Rust data, without PyO3's bookkeeping.
//!
//! Condition: there is no `__dict__` or other state beside the Rust values, and these may be read. Check:
//! the class is exactly that of the [`Maker`](super::maker::Maker), which tracks nothing, and the
//! instance's borrow.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;

use pyo3::ffi;

use super::super::table::ClassTable;
use crate::field_type::new_ref;

/// A copy: a new reference, or null with no exception set where the long way must be taken.
///
/// # Safety
///
/// `object` is an instance of the class.
#[inline]
pub(in super::super) unsafe fn copy(
    table: &'static ClassTable,
    object: *mut ffi::PyObject,
) -> *mut ffi::PyObject {
    let Some(maker) = table.cache.direct.maker().filter(|maker| maker.copies) else {
        return ptr::null_mut();
    };
    // SAFETY: a live object.
    if unsafe { ffi::Py_TYPE(object) } != maker.class {
        return ptr::null_mut();
    }
    if table.access.exchange.is_none() {
        // Nothing about it can ever change: it is its own copy.
        // SAFETY: a live object.
        return unsafe { new_ref(object) };
    }
    let mut copied = None;
    let mut copy = || {
        // A `Clone` of the user's may panic: the longer way tells of it.
        // SAFETY: the caller's promise; the values may be read.
        copied = catch_unwind(AssertUnwindSafe(|| unsafe { maker.copy(object) })).ok().flatten();
    };
    // SAFETY: the caller's promise.
    let _ = unsafe { (table.access.lend)(object, object, &mut copy) };
    copied.unwrap_or(ptr::null_mut())
}
