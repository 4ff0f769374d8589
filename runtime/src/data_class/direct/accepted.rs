//! A value on its way into a field, without PyO3's bookkeeping: converted, checked, and handed to what
//! puts it there.
//!
//! Condition and check are those of [`slots`](super::slots): only conversions that promise to need none
//! are run (`Quick`); anything else, and every error, is left to PyO3's way, from the beginning.

use std::mem::MaybeUninit;
use std::panic::{AssertUnwindSafe, catch_unwind};

use pyo3::ffi;

use super::super::table::FieldRow;
use super::enabled;
use crate::field_type::FieldTable;

/// Makes the Rust value of an object, if that is simple.
pub(crate) type FromPy = unsafe fn(*mut ffi::PyObject, *mut u8) -> bool;

/// Room for the values of most field types.
#[repr(align(16))]
struct Room(MaybeUninit<[u8; 32]>);

/// The conversion of a field whose values [`accept`] has room for.
pub(crate) fn conversion(row: &FieldRow) -> Option<FromPy> {
    row.table.quick_from_py.filter(|_| {
        enabled()
            && row.convert.is_none()
            && row.table.size <= size_of::<Room>()
            && row.table.align <= align_of::<Room>()
    })
}

/// Hands a value that obeys the field's rules to `store`. `None`, with nothing changed and no exception
/// set, where the long way must be taken.
///
/// # Safety
///
/// The value is live, and the conversion that of the field.
#[inline]
pub(crate) unsafe fn accept(
    row: &'static FieldRow,
    from_py: FromPy,
    value: *mut ffi::PyObject,
    store: impl FnOnce(Owned) -> Option<()>,
) -> Option<()> {
    let mut room = Room(MaybeUninit::uninit());
    let new: *mut u8 = room.0.as_mut_ptr().cast();
    // SAFETY: there is room for a value of the field's type, which is dropped by `Owned` unless `store`
    // keeps it. No Python object is in it, so dropping runs no Python code.
    unsafe {
        if !from_py(value, new) {
            return None;
        }
        let new = Owned { table: row.table, value: new };
        // A limit is an expression of the user's, which may panic: the longer way tells of it.
        let holds = || row.holds(new.value);
        if !row.constraints.is_empty()
            && !catch_unwind(AssertUnwindSafe(holds)).is_ok_and(|holds| holds)
        {
            return None;
        }
        store(new)
    }
}

/// A value that is dropped here, also by a panic.
pub(crate) struct Owned {
    table: &'static FieldTable,
    value: *mut u8,
}

impl Owned {
    /// Where it lies.
    pub(crate) fn pointer(&self) -> *mut u8 {
        self.value
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        if self.table.needs_drop {
            // SAFETY: a value of the type, which nobody else owns.
            unsafe { (self.table.drop)(self.value) };
        }
    }
}
