//! Shortcuts for values of the very Python type that a field type stands for.

use pyo3::ffi;

/// Conversions that need no help of Python's.
///
/// They are called without PyO3's bookkeeping around them, so they must not run Python code, not panic,
/// and neither make nor drop a `Py<T>`.
pub struct Quick<T> {
    /// Makes the Rust value of an object of the exact type. `None`, with no exception set, means that
    /// [`from_py`](crate::FieldType::from_py) is to be asked, which says what is wrong, if anything is.
    ///
    /// The object is live.
    pub(crate) from_py: Option<unsafe fn(*mut ffi::PyObject) -> Option<T>>,
    /// Makes the Python value, in the dict of an instance too: a new reference, or null with an exception
    /// set.
    pub(crate) to_py: Option<unsafe fn(&T) -> *mut ffi::PyObject>,
}

impl<T> Quick<T> {
    /// There are none.
    pub const NONE: Self = Self { from_py: None, to_py: None };
}

impl<T> Clone for Quick<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Quick<T> {}

/// Another reference to the object: `Py_NewRef`, which neither Python 3.9 nor its stable ABI has.
///
/// # Safety
///
/// `object` is live, and the interpreter attached.
#[inline]
pub(crate) unsafe fn new_ref(object: *mut ffi::PyObject) -> *mut ffi::PyObject {
    // SAFETY: the caller's promise.
    unsafe { ffi::Py_INCREF(object) };
    object
}

/// An `int` that fits 64 bits with a sign.
///
/// # Safety
///
/// `object` is live, and the interpreter attached.
pub(super) unsafe fn signed(object: *mut ffi::PyObject) -> Option<i64> {
    // SAFETY: the caller's promise; an exact `int` has no `__index__` of its own to run.
    unsafe {
        if ffi::PyLong_CheckExact(object) == 0 {
            return None;
        }
        let mut overflow = 0;
        let value = ffi::PyLong_AsLongLongAndOverflow(object, &raw mut overflow);
        (overflow == 0).then_some(value)
    }
}

/// An `int` that fits 64 bits without a sign.
///
/// # Safety
///
/// `object` is live, and the interpreter attached.
pub(super) unsafe fn unsigned(object: *mut ffi::PyObject) -> Option<u64> {
    // SAFETY: as above.
    unsafe {
        if ffi::PyLong_CheckExact(object) == 0 {
            return None;
        }
        let value = ffi::PyLong_AsUnsignedLongLong(object);
        if value == u64::MAX && !ffi::PyErr_Occurred().is_null() {
            ffi::PyErr_Clear();
            return None;
        }
        Some(value)
    }
}

/// The value of a `float`.
///
/// # Safety
///
/// `object` is a live `float`.
pub(super) unsafe fn float(object: *mut ffi::PyObject) -> f64 {
    // SAFETY: the caller's promise.
    #[cfg(direct)]
    unsafe {
        (*object.cast::<ffi::PyFloatObject>()).ob_fval
    }
    // SAFETY: as above.
    #[cfg(not(direct))]
    unsafe {
        ffi::PyFloat_AsDouble(object)
    }
}

/// The UTF-8 of an exact `str` that has one.
///
/// # Safety
///
/// `object` is live for `'a`, and the interpreter attached.
#[cfg(direct)]
pub(super) unsafe fn text<'a>(object: *mut ffi::PyObject) -> Option<&'a str> {
    // SAFETY: the caller's promise; the text lives, and stays, as long as the object does.
    unsafe {
        if ffi::PyUnicode_CheckExact(object) == 0 {
            return None;
        }
        if ffi::PyUnicode_IS_COMPACT_ASCII(object) != 0 {
            // Its bytes are UTF-8.
            let length = ffi::PyUnicode_GET_LENGTH(object).cast_unsigned();
            let bytes = std::slice::from_raw_parts(ffi::PyUnicode_1BYTE_DATA(object), length);
            return Some(std::str::from_utf8_unchecked(bytes));
        }
        let mut length = 0;
        let start = ffi::PyUnicode_AsUTF8AndSize(object, &raw mut length);
        if start.is_null() {
            // A lone surrogate.
            ffi::PyErr_Clear();
            return None;
        }
        let bytes = std::slice::from_raw_parts(start.cast::<u8>(), length.cast_unsigned());
        Some(std::str::from_utf8_unchecked(bytes))
    }
}

/// As above, where the stable ABI of Python 3.9 has no such function: there the longer way is taken.
///
/// # Safety
///
/// As above.
#[cfg(not(direct))]
pub(super) unsafe fn text<'a>(_object: *mut ffi::PyObject) -> Option<&'a str> {
    None
}

/// The `str` of a text.
///
/// # Safety
///
/// The interpreter is attached.
pub(super) unsafe fn text_to_py(text: &str) -> *mut ffi::PyObject {
    // SAFETY: the text is valid for its length, which fits: no object is larger than `isize::MAX`.
    unsafe { ffi::PyUnicode_FromStringAndSize(text.as_ptr().cast(), text.len().cast_signed()) }
}

/// The items of an exact `list`, all of which convert.
///
/// # Safety
///
/// `list` is live, and the interpreter attached with the GIL held.
#[cfg(direct)]
pub(super) unsafe fn list<T>(
    list: *mut ffi::PyObject,
    item: unsafe fn(*mut ffi::PyObject) -> Option<T>,
) -> Option<Vec<T>> {
    // SAFETY: the caller's promise; `item` runs no Python code, so the list keeps its items meanwhile.
    unsafe {
        if ffi::PyList_CheckExact(list) == 0 {
            return None;
        }
        let length = ffi::PyList_GET_SIZE(list);
        let mut items = Vec::with_capacity(length.cast_unsigned());
        for index in 0..length {
            items.push(item(ffi::PyList_GET_ITEM(list, index))?);
        }
        Some(items)
    }
}
