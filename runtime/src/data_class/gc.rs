//! The garbage collector's view of an instance.

use pyo3::prelude::*;
use pyo3::{PyTraverseError, PyVisit, ffi};

use super::DataClass;
use super::table::ClassTable;

/// Visits the Python objects in the fields of a value.
///
/// # Errors
///
/// Passes on what the visitor returns.
pub fn traverse<T: DataClass>(value: &T, visit: &PyVisit<'_>) -> Result<(), PyTraverseError> {
    let value: *const u8 = (&raw const *value).cast();
    for (offset, table) in T::table().holders() {
        if let Some(traverse) = table.traverse {
            // SAFETY: the offset and the table are those of a field of `T`.
            unsafe { traverse(value.add(offset), visit)? };
        }
    }
    Ok(())
}

/// Empties the fields that can be empty, to break a cycle through them.
///
/// # Safety
///
/// `object` is an instance of the class.
pub(super) unsafe fn clear(py: Python<'_>, table: &ClassTable, object: *mut ffi::PyObject) {
    let Some(write) = table.access.write else { return };
    // SAFETY: the collector calls with a live object.
    let object = unsafe { Bound::from_borrowed_ptr(py, object) };
    for (offset, field) in table.holders() {
        let mut swap = |empty: *mut u8| {
            // The old value leaves with `empty`, after the borrow: dropping it may run code that
            // uses the object. An object in use right now is no garbage, so it stays as it is.
            // SAFETY: `empty` is a value of the field's type, the rest the caller's promise.
            let _ = unsafe { write(&object, &mut |value| field.swap(value.add(offset), empty)) };
        };
        // SAFETY: `swap` leaves a value of the type behind.
        unsafe { (field.cleared)(py, &mut swap) };
    }
}
