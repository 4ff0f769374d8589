//! Getters and setters without PyO3's bookkeeping.
//!
//! Condition and check are those of [`slots`](super::slots): only conversions that promise to need none
//! are run (`Quick`); anything else, and every error, is left to PyO3's way, from the beginning.

use std::ffi::{c_int, c_void};
use std::mem::MaybeUninit;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;

use pyo3::ffi;

use super::super::access::{Exchange, Getter};
use super::super::attributes;
use super::super::table::{Attribute, FieldRow};
use super::enabled;
use crate::field_type::FieldTable;

/// What the descriptor of a field knows.
#[repr(C)]
pub(in super::super) struct Descriptor {
    /// First, so that a pointer to this is one to the [`Attribute`] too.
    attribute: Attribute,
    get: Option<QuickGet>,
    set: Option<QuickSet>,
    /// Of the field in an instance of a frozen class, once that is known.
    place: AtomicUsize,
}

struct QuickGet {
    get: unsafe fn(*mut ffi::PyObject, usize, Getter) -> Option<*mut ffi::PyObject>,
    to_py: Getter,
}

struct QuickSet {
    from_py: unsafe fn(*mut ffi::PyObject, *mut u8) -> bool,
    exchange: unsafe fn(*mut ffi::PyObject, usize, Exchange, *mut u8) -> Option<()>,
}

impl Descriptor {
    pub(in super::super) fn of(attribute: Attribute) -> Self {
        let Attribute { owner, row, .. } = attribute;
        // Borrowing an instance that is bound to another thread panics, which PyO3's way tells of.
        let open = enabled() && owner.layers().iter().all(|layer| layer.access.sendable);
        let get = row.table.quick_to_py.filter(|_| open && row.options.view.is_none());
        let get = get.map(|to_py| QuickGet { get: owner.access.get, to_py });
        let set = row.table.quick_from_py.zip(owner.access.exchange).filter(|_| {
            open && !row.options.frozen
                && row.convert.is_none()
                && owner.validate.is_none()
                && row.table.size <= size_of::<Room>()
                && row.table.align <= align_of::<Room>()
        });
        let set = set.map(|(from_py, exchange)| QuickSet { from_py, exchange });
        Self { attribute, get, set, place: AtomicUsize::new(0) }
    }
}

/// The getter of every field; the closure is its [`Descriptor`].
///
/// # Safety
///
/// `object` is an instance of the attribute's class.
pub(in super::super) unsafe extern "C" fn get(
    object: *mut ffi::PyObject,
    closure: *mut c_void,
) -> *mut ffi::PyObject {
    // SAFETY: the descriptor calls with its closure.
    let descriptor: &'static Descriptor = unsafe { &*closure.cast::<Descriptor>() };
    if let Some(quick) = &descriptor.get {
        let place = descriptor.place.load(Relaxed);
        if place != 0 {
            // SAFETY: the caller's promise, and that of the place.
            return unsafe { (quick.to_py)(object.cast::<u8>().add(place)) };
        }
        let Attribute { owner, row, .. } = descriptor.attribute;
        if let Some(layout) = owner.cache.direct.layout()
            && layout.frozen
        {
            descriptor.place.store(layout.own_offset() + row.offset, Relaxed);
        }
        // SAFETY: the caller's promise.
        if let Some(value) = unsafe { (quick.get)(object, row.offset, quick.to_py) } {
            return value;
        }
    }
    // SAFETY: as above.
    unsafe { attributes::GETTER(object, closure) }
}

/// The setter of every field.
///
/// # Safety
///
/// As for [`get`]; `value` is a live object, or null to delete.
pub(in super::super) unsafe extern "C" fn set(
    object: *mut ffi::PyObject,
    value: *mut ffi::PyObject,
    closure: *mut c_void,
) -> c_int {
    // SAFETY: the descriptor calls with its closure.
    let descriptor: &'static Descriptor = unsafe { &*closure.cast::<Descriptor>() };
    if let Some(quick) = &descriptor.set
        && !value.is_null()
    {
        // SAFETY: the caller's promise.
        if unsafe { quick.set(descriptor.attribute.row, object, value) }.is_some() {
            return 0;
        }
    }
    // SAFETY: as above.
    unsafe { attributes::SETTER(object, value, closure) }
}

/// Room for the values of most field types.
#[repr(align(16))]
struct Room(MaybeUninit<[u8; 32]>);

impl QuickSet {
    /// `None`, with nothing changed and no exception set, where the long way must be taken.
    ///
    /// # Safety
    ///
    /// As for [`set`], for this field; `value` is not null.
    #[inline]
    unsafe fn set(
        &self,
        row: &'static FieldRow,
        object: *mut ffi::PyObject,
        value: *mut ffi::PyObject,
    ) -> Option<()> {
        let mut room = Room(MaybeUninit::uninit());
        let new: *mut u8 = room.0.as_mut_ptr().cast();
        // SAFETY: there is room for a value of the field's type, which is dropped at the end: the new
        // one, or the old one in its place. No Python object is in either, so dropping runs no Python
        // code.
        unsafe {
            if !(self.from_py)(value, new) {
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
            (self.exchange)(object, row.offset, row.table.exchange, new.value)
        }
    }
}

/// A value that is dropped here, also by a panic.
struct Owned {
    table: &'static FieldTable,
    value: *mut u8,
}

impl Drop for Owned {
    fn drop(&mut self) {
        if self.table.needs_drop {
            // SAFETY: a value of the type, which nobody else owns.
            unsafe { (self.table.drop)(self.value) };
        }
    }
}
