//! Freeing an instance that owns nothing but Rust data.
//!
//! Condition: dropping a value does all that PyO3's dealloc does: there is no `__dict__`, no list of weak
//! references and no `Py<T>`, and any thread may do it. Check: the type's own offsets of those, and the
//! field types, each of which says so by converting without PyO3's bookkeeping.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;

use pyo3::ffi;
use pyo3::panic::PanicException;
use pyo3::prelude::*;

use super::super::table::ClassTable;

/// Gives the type the shortcut, where the condition holds.
///
/// # Safety
///
/// `class` is the class object of the table, whose layout has been measured.
pub(super) unsafe fn install(table: &'static ClassTable, class: *mut ffi::PyTypeObject) {
    // SAFETY: the caller's promise. A subclass made in Python calls what it finds here when it frees an
    // instance, one made in Rust has a function of its own.
    unsafe {
        if let Some(dealloc) = table.access.dealloc
            && is_plain(table)
            && (*class).tp_dictoffset == 0
            && (*class).tp_weaklistoffset == 0
        {
            (*class).tp_dealloc = Some(dealloc);
        }
    }
}

/// Whether the Rust values are numbers, texts and the like, and collections of these.
pub(super) fn is_plain(table: &'static ClassTable) -> bool {
    table.layers().iter().all(|layer| {
        layer.access.sendable
            && layer.skipped.is_empty()
            && layer.fields.iter().all(|field| field.table.quick_from_py.is_some())
    })
}

/// What `tp_dealloc` does.
///
/// # Safety
///
/// `object` is an instance of the class or of a subclass made in Python, with no reference left.
pub(in super::super) unsafe fn free(table: &'static ClassTable, object: *mut ffi::PyObject) {
    // SAFETY: the caller's promise; an object that was never tracked may be untracked.
    unsafe {
        ffi::PyObject_GC_UnTrack(object.cast());
        if table.access.needs_drop || table.base.is_some() {
            drop_values(table, object);
        }
        let class = ffi::Py_TYPE(object);
        if let Some(free) = (*class).tp_free {
            free(object.cast());
        }
        ffi::Py_DECREF(class.cast());
    }
}

/// # Safety
///
/// As for [`free`].
unsafe fn drop_values(table: &'static ClassTable, object: *mut ffi::PyObject) {
    let Some(layout) = table.cache.direct.layout() else { return };
    for (layer, offset) in table.layers().iter().zip(&layout.offsets).rev() {
        // The class may have a `Drop` of the user's.
        // SAFETY: the value is there, and nobody has the object any more.
        let dropped = catch_unwind(AssertUnwindSafe(|| unsafe {
            (layer.access.drop)(object.cast::<u8>().add(*offset));
        }));
        if let Err(panic) = dropped {
            // SAFETY: the interpreter frees objects while it is attached.
            tell(unsafe { Python::assume_attached() }, &*panic);
        }
    }
}

/// Tells of a panic that no caller can be told of, in PyO3's words.
fn tell(py: Python<'_>, panic: &(dyn Any + Send)) {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    let error = PanicException::new_err(text.unwrap_or("panic from Rust code").to_owned());
    // An exception may be on its way through the frame that let go of the object.
    let (mut kind, mut value, mut traceback) = (ptr::null_mut(), ptr::null_mut(), ptr::null_mut());
    // SAFETY: the interpreter is attached, as `py` shows; what is fetched is put back.
    #[allow(deprecated, reason = "the one function that every Python has")]
    unsafe {
        ffi::PyErr_Fetch(&raw mut kind, &raw mut value, &raw mut traceback);
        error.write_unraisable(py, None);
        ffi::PyErr_Restore(kind, value, traceback);
    }
}
