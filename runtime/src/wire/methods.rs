//! `to_dict`, `from_dict` and `to_tuple`.

use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::PyType;

use super::plain::{self, Form};
use super::reader::Source;
#[cfg(direct)]
use crate::data_class::direct;
use crate::data_class::items::{Class, entries, only_argument};
use crate::pyo3_internals::{self, Method, raw};

entries! { for Class;
    ToDict: noargs = |py, object| {
        plain::of_instance(T::table(), Bound::ref_from_ptr(py, &object), Form::Dict)
            .map(Bound::into_ptr)
    }
    ToTuple: noargs = |py, object| {
        plain::of_instance(T::table(), Bound::ref_from_ptr(py, &object), Form::Tuple)
            .map(Bound::into_ptr)
    }
    FromDict: cfunction_with_keywords = |py, class, args, kwargs| {
        let mapping = only_argument(py, "from_dict", args, kwargs)?;
        let class = class_of(py, class);
        plain::read(T::table(), &class, mapping.as_borrowed(), Source::Python).map(Bound::into_ptr)
    }
}

/// # Safety
///
/// `class` is a live class.
pub(super) unsafe fn class_of(py: Python<'_>, class: *mut ffi::PyObject) -> Bound<'_, PyType> {
    // SAFETY: the caller's promise.
    unsafe { Bound::from_borrowed_ptr(py, class).cast_into_unchecked() }
}

/// `to_dict`.
pub const fn to_dict_method<T: Class>() -> Method {
    #[cfg(direct)]
    let to_dict: ffi::PyCFunction = quick_to_dict::<T>;
    #[cfg(not(direct))]
    let to_dict: ffi::PyCFunction = raw::noargs::<ToDict<T>>;
    pyo3_internals::method_noargs(
        c"to_dict",
        to_dict,
        c"to_dict($self, /)\n--\n\nReturn the fields as a dict; data classes inside become dicts too.",
    )
}

/// # Safety
///
/// The interpreter calls it as `to_dict` of the class.
#[cfg(direct)]
unsafe extern "C" fn quick_to_dict<T: Class>(
    object: *mut ffi::PyObject,
    nothing: *mut ffi::PyObject,
) -> *mut ffi::PyObject {
    // SAFETY: the caller's promise.
    unsafe {
        let dict = direct::dict::to_dict(T::table(), object);
        if dict.is_null() { raw::noargs::<ToDict<T>>(object, nothing) } else { dict }
    }
}

/// `to_tuple`.
pub const fn to_tuple_method<T: Class>() -> Method {
    pyo3_internals::method_noargs(
        c"to_tuple",
        raw::noargs::<ToTuple<T>>,
        c"to_tuple($self, /)\n--\n\nReturn the fields as a tuple; data classes inside become tuples too.",
    )
}

/// `from_dict`.
pub const fn from_dict_method<T: Class>() -> Method {
    pyo3_internals::class_method_with_keywords::<FromDict<T>>(
        c"from_dict",
        c"from_dict($type, mapping, /)\n--\n\nMake an instance of a mapping such as `to_dict` makes.\n\nRaises ValidationError with all that is wrong.",
    )
}
