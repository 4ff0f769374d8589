//! `==`, `<`, `hash` and `repr` without PyO3's bookkeeping.
//!
//! PyO3 wraps each function that Python calls: it counts that the thread is attached, for the sake of
//! `Py<T>`s that are dropped, and catches panics. Condition: what runs here neither makes nor drops a
//! `Py<T>`, runs no Python code and does not panic. Check: only operations of field types that promise
//! so are run (`Quick`, and the operations that are `native`); anything else, and every error, is left
//! to PyO3's way, from the beginning.

use std::cell::Cell;
use std::cmp::Ordering;
use std::ffi::c_int;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;

use pyo3::basic::CompareOp;
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::PyString;

use super::super::table::ClassTable;
use super::layout::{Compared, Layout, Shown};
use crate::error::HIDDEN;
use crate::field_type::new_ref;
use crate::hash::Hasher;

/// `a op b`: a new reference, or null, with no exception set, where the long way must be taken.
///
/// # Safety
///
/// `a` is an instance of the class, `b` a live object.
#[inline]
pub(in super::super) unsafe fn compare(
    table: &'static ClassTable,
    a: *mut ffi::PyObject,
    b: *mut ffi::PyObject,
    op: c_int,
) -> *mut ffi::PyObject {
    // SAFETY: live objects; the answer is an immortal one.
    unsafe {
        if ffi::Py_TYPE(a) != ffi::Py_TYPE(b) {
            return new_ref(ffi::Py_NotImplemented());
        }
    }
    let Some(layout) = table.cache.direct.layout() else { return ptr::null_mut() };
    let Some(compared) = layout.compared.as_deref() else { return ptr::null_mut() };
    let ordering = op != ffi::Py_EQ && op != ffi::Py_NE;
    if ordering && !table.options.order {
        // SAFETY: an immortal object.
        return unsafe { new_ref(ffi::Py_NotImplemented()) };
    }
    if ordering && !layout.ordered {
        return ptr::null_mut();
    }
    let ask = || {
        let (a, b): (*const u8, *const u8) = (a.cast(), b.cast());
        // SAFETY: both are instances of the class, whose values may be read once this is called.
        unsafe {
            match op {
                ffi::Py_EQ => Some(eq(compared, a, b)),
                ffi::Py_NE => Some(!eq(compared, a, b)),
                _ => Some(order(compared, a, b, CompareOp::from_raw(op)?)),
            }
        }
    };
    let answer = if layout.frozen && layout.trusted {
        ask()
    } else {
        let mut answer = None;
        // SAFETY: both are instances of the class.
        unsafe {
            with(table, layout, a, b, &mut || answer = ask());
        }
        answer
    };
    match answer {
        // SAFETY: immortal objects.
        Some(answer) => unsafe { new_ref(if answer { ffi::Py_True() } else { ffi::Py_False() }) },
        None => ptr::null_mut(),
    }
}

/// # Safety
///
/// Both are instances of the class that the fields are of, whose values may be read.
#[inline]
unsafe fn eq(compared: &[Compared], a: *const u8, b: *const u8) -> bool {
    // SAFETY: the places are those of the fields.
    a == b || compared.iter().all(|field| unsafe { field.eq(a.add(field.at), b.add(field.at)) })
}

/// # Safety
///
/// As for [`eq`].
#[inline]
unsafe fn order(compared: &[Compared], a: *const u8, b: *const u8, op: CompareOp) -> bool {
    if a != b {
        for field in compared {
            // SAFETY: as above.
            let (a, b) = unsafe { (a.add(field.at), b.add(field.at)) };
            // SAFETY: as above.
            if !unsafe { field.eq(a, b) } {
                // SAFETY: as above. NaN is neither less nor greater.
                let order = unsafe { field.order(a, b) };
                return order.is_some_and(|order| op.matches(order));
            }
        }
    }
    op.matches(Ordering::Equal)
}

/// `hash`; `None`, with no exception set, where the long way must be taken.
///
/// # Safety
///
/// `object` is an instance of the class.
#[inline]
pub(in super::super) unsafe fn hash(
    table: &'static ClassTable,
    object: *mut ffi::PyObject,
) -> Option<isize> {
    let layout = table.cache.direct.layout()?;
    let hashed = layout.hashed.as_deref()?;
    let mut hasher = Hasher::seeded()?;
    let value: *const u8 = object.cast();
    let mut feed = || {
        for field in hashed {
            // SAFETY: the place is that of the field.
            unsafe { field.feed(value.add(field.at), &mut hasher) };
        }
    };
    if layout.frozen && layout.trusted {
        feed();
        return Some(hasher.finish());
    }
    // SAFETY: the caller's promise.
    unsafe { with(table, layout, object, object, &mut feed)? };
    Some(hasher.finish())
}

/// Calls once the values of both, which may be one, may be read; `None` if somebody is changing them, or
/// if a field type of the user's has panicked: the longer way tells of it.
///
/// # Safety
///
/// Both are instances of the class.
pub(super) unsafe fn with(
    table: &ClassTable,
    layout: &Layout,
    a: *mut ffi::PyObject,
    b: *mut ffi::PyObject,
    f: &mut dyn FnMut(),
) -> Option<()> {
    let mut lent = || {
        if layout.frozen {
            f();
            return Some(());
        }
        // SAFETY: the caller's promise. The borrow of one layer is that of the whole instance.
        unsafe { (table.access.lend)(a, b, f) }
    };
    if layout.trusted { lent() } else { catch_unwind(AssertUnwindSafe(lent)).ok()? }
}

thread_local! {
    /// What the last `repr` of this thread was written into: asking for memory takes as long as writing
    /// the fields of a small class.
    static TEXT: Cell<String> = const { Cell::new(String::new()) };
}

/// A text of more bytes is given back.
const KEPT: usize = 4096;

/// `repr`; `None` where the long way must be taken.
///
/// # Safety
///
/// `object` is an instance of the class.
pub(in super::super) unsafe fn repr<'py>(
    table: &'static ClassTable,
    object: &Bound<'py, PyAny>,
) -> Option<Bound<'py, PyString>> {
    let layout = table.cache.direct.layout()?;
    let shown = layout.shown.as_deref()?;
    let (name, name_text) = &layout.name;
    // SAFETY: the class of the object is one of PyO3's or a subclass: a heap type.
    let name_now =
        unsafe { (*ffi::Py_TYPE(object.as_ptr()).cast::<ffi::PyHeapTypeObject>()).ht_qualname };
    if name_now != name.as_ptr() {
        return None;
    }
    let mut text = TEXT.take();
    text.clear();
    text.push_str(name_text);
    text.push('(');
    let value: *const u8 = object.as_ptr().cast_const().cast();
    let mut write = || {
        for Shown { label, repr } in shown {
            text.push_str(label);
            match repr {
                // SAFETY: the place is that of the field.
                Some((at, repr)) => unsafe { repr(value.add(*at), &mut text) },
                None => {
                    text.push('\'');
                    text.push_str(HIDDEN);
                    text.push('\'');
                }
            }
        }
    };
    // SAFETY: the caller's promise.
    unsafe { with(table, layout, object.as_ptr(), object.as_ptr(), &mut write)? };
    text.push(')');
    let made = ascii(object.py(), &text).unwrap_or_else(|| PyString::new(object.py(), &text));
    if text.capacity() <= KEPT {
        TEXT.set(text);
    }
    Some(made)
}

/// The `str` of a text, if that is ASCII, without looking at each character again.
fn ascii<'py>(py: Python<'py>, text: &str) -> Option<Bound<'py, PyString>> {
    if !text.is_ascii() || text.len() < 2 {
        return None;
    }
    // SAFETY: a new text of so many ASCII characters has room for as many bytes; CPython keeps texts of
    // one character and the empty one for itself.
    unsafe {
        let object = ffi::PyUnicode_New(text.len().cast_signed(), 127);
        let Some(object) = Bound::from_owned_ptr_or_opt(py, object) else {
            // Out of memory: the longer way says so.
            ffi::PyErr_Clear();
            return None;
        };
        ffi::PyUnicode_1BYTE_DATA(object.as_ptr())
            .copy_from_nonoverlapping(text.as_ptr(), text.len());
        Some(object.cast_into_unchecked())
    }
}
