//! `to_dict`, `from_dict` and `to_tuple`.

use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::PyType;

use super::plain::{self, Form};
use super::reader::Source;
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
    pyo3_internals::method_noargs(
        c"to_dict",
        raw::noargs::<ToDict<T>>,
        c"to_dict($self, /)\n--\n\nReturn the fields as a dict; data classes inside become dicts too.",
    )
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
