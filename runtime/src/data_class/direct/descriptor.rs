//! Getters and setters without PyO3's bookkeeping.
//!
//! Condition and check are those of [`slots`](super::slots): only conversions that promise to need none
//! are run (`Quick`); anything else, and every error, is left to PyO3's way, from the beginning.

use std::ffi::{c_int, c_void};
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;

use pyo3::ffi;

use super::super::access::{Exchange, Getter};
use super::super::attributes;
use super::super::table::Attribute;
use super::accepted::{self, FromPy};
use super::enabled;

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
    from_py: FromPy,
    exchange: unsafe fn(*mut ffi::PyObject, usize, Exchange, *mut u8) -> Option<()>,
}

impl Descriptor {
    pub(in super::super) fn of(attribute: Attribute) -> Self {
        let Attribute { owner, row, .. } = attribute;
        // Borrowing an instance that is bound to another thread panics, which PyO3's way tells of.
        let open = enabled() && owner.layers().iter().all(|layer| layer.access.sendable);
        let get = row.table.quick_to_py.filter(|_| open && row.options.view.is_none());
        let get = get.map(|to_py| QuickGet { get: owner.access.get, to_py });
        let set = accepted::conversion(row)
            .zip(owner.access.exchange)
            .filter(|_| open && !row.options.frozen && owner.validate.is_none());
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
        let row = descriptor.attribute.row;
        // SAFETY: the caller's promise. The old value is dropped in the place of the new one.
        let set = unsafe {
            accepted::accept(row, quick.from_py, value, |new| {
                (quick.exchange)(object, row.offset, row.table.exchange, new.pointer())
            })
        };
        if set.is_some() {
            return 0;
        }
    }
    // SAFETY: as above.
    unsafe { attributes::SETTER(object, value, closure) }
}
