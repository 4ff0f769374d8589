//! The slots and methods of a data class: each finds the class's table by its type and calls the
//! generic function.

use pyo3::basic::CompareOp;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple, PyType};
use pyo3::{PyClass, ffi};

use super::{DataClass, attributes, construct, copy, gc, info, operators, pickle};
use crate::pyo3_internals::{self, Clear, Method, Slot, raw};

/// A data class that is a Python class, which all of them are.
pub trait Class: DataClass + PyClass {}
impl<T: DataClass + PyClass> Class for T {}

/// Gives a name to a trampoline's function for each class.
macro_rules! entries {
    (
        for $class:path;
        $($entry:ident: $kind:ident = |$($argument:ident),*| { $($body:tt)* })*
    ) => { $(
        struct $entry<T>(std::marker::PhantomData<T>);

        #[allow(unused_unsafe, reason = "not each of them needs it")]
        impl<T: $class> $crate::pyo3_internals::raw::MethodDef<
            $crate::pyo3_internals::raw::$kind::Func,
        > for $entry<T> {
            const METH: $crate::pyo3_internals::raw::$kind::Func = |$($argument),*| {
                // SAFETY: the interpreter calls slots and methods with an instance of the class
                // (`__new__` and class methods with the class or a subclass) and with live arguments.
                unsafe { $($body)* }
            };
        }
    )* };
}

pub(crate) use entries;

entries! { for Class;
    New: newfunc = |py, class, args, kwargs| {
        let class = PyType::from_borrowed_type_ptr(py, class);
        let args = Bound::from_borrowed_ptr(py, args).cast_into_unchecked::<PyTuple>();
        let kwargs = dict(py, kwargs);
        construct::from_arguments(T::table(), &class, &args, kwargs.as_ref())
            .map(Bound::into_ptr)
    }
    Repr: reprfunc = |py, object| {
        operators::repr(T::table(), Bound::ref_from_ptr(py, &object)).map(Bound::into_ptr)
    }
    Hash: hashfunc = |py, object| {
        operators::hash(T::table(), Bound::ref_from_ptr(py, &object))
    }
    RichCompare: richcmpfunc = |py, object, other, op| {
        let Some(op) = CompareOp::from_raw(op) else {
            return Ok(py.NotImplemented().into_ptr());
        };
        let (object, other) = (Bound::ref_from_ptr(py, &object), Bound::ref_from_ptr(py, &other));
        Ok(match operators::compare(T::table(), object, other, op)? {
            Some(answer) => answer.into_pyobject(py)?.to_owned().into_ptr(),
            None => py.NotImplemented().into_ptr(),
        })
    }
    SetAttr: setattrofunc = |py, object, name, value| {
        attributes::set_frozen(py, T::table(), object, name, value)
    }
    Copy: noargs = |py, object| {
        copy::copy(T::table(), Bound::ref_from_ptr(py, &object)).map(Bound::into_ptr)
    }
    Deepcopy: cfunction_with_keywords = |py, object, args, kwargs| {
        let memo = only_argument(py, "__deepcopy__", args, kwargs)?;
        let memo = memo.cast_into::<PyDict>()?;
        copy::deepcopy(T::table(), Bound::ref_from_ptr(py, &object), &memo).map(Bound::into_ptr)
    }
    Replace: cfunction_with_keywords = |py, object, args, kwargs| {
        let given = ffi::PyTuple_Size(args);
        if given != 0 {
            return Err(PyTypeError::new_err(format!(
                "__replace__() takes 0 positional arguments but {given} {} given",
                if given == 1 { "was" } else { "were" },
            )));
        }
        let changes = dict(py, kwargs);
        copy::replace(T::table(), Bound::ref_from_ptr(py, &object), changes.as_ref())
            .map(Bound::into_ptr)
    }
    Reduce: cfunction_with_keywords = |py, object, args, kwargs| {
        let protocol = only_argument(py, "__reduce_ex__", args, kwargs)?;
        pickle::reduce(T::table(), Bound::ref_from_ptr(py, &object), &protocol).map(Bound::into_ptr)
    }
}

struct Init;

impl raw::MethodDef<raw::initproc::Func> for Init {
    const METH: raw::initproc::Func = |_, _, _, _| Ok(0);
}

/// # Safety
///
/// `kwargs` is null or a dict.
pub(crate) unsafe fn dict(py: Python<'_>, kwargs: *mut ffi::PyObject) -> Option<Bound<'_, PyDict>> {
    // SAFETY: the caller's promise.
    unsafe {
        Bound::from_borrowed_ptr_or_opt(py, kwargs).map(|kwargs| kwargs.cast_into_unchecked())
    }
}

/// # Safety
///
/// `args` is a tuple, `kwargs` null or a dict.
pub(crate) unsafe fn only_argument<'py>(
    py: Python<'py>,
    name: &str,
    args: *mut ffi::PyObject,
    kwargs: *mut ffi::PyObject,
) -> PyResult<Bound<'py, PyAny>> {
    // SAFETY: the caller's promise.
    let (args, kwargs) = unsafe {
        (Bound::from_borrowed_ptr(py, args).cast_into_unchecked::<PyTuple>(), dict(py, kwargs))
    };
    if args.len() == 1 && kwargs.is_none_or(|kwargs| kwargs.is_empty()) {
        args.get_item(0)
    } else {
        Err(PyTypeError::new_err(format!("{name}() takes exactly one positional argument")))
    }
}

impl<T: Class> Clear for T {
    unsafe fn clear(py: Python<'_>, object: *mut ffi::PyObject) -> PyResult<()> {
        // SAFETY: the caller's promise.
        unsafe { gc::clear(py, T::table(), object) };
        Ok(())
    }
}

/// `__new__`.
pub const fn new_slot<T: Class>() -> Slot {
    pyo3_internals::new_slot(raw::newfunc::<New<T>>)
}

/// `__init__` of a class that can be subclassed, or extends another: it takes what `__new__` took and
/// does nothing, so that `super().__init__(...)` works in a subclass, and that of `BaseException` or
/// `dict` does not get arguments that it cannot take.
pub const fn init_slot<T: Class>() -> Slot {
    pyo3_internals::init_slot(raw::initproc::<Init>)
}

/// `__repr__`.
pub const fn repr_slot<T: Class>() -> Slot {
    pyo3_internals::repr_slot(raw::reprfunc::<Repr<T>>)
}

/// `__hash__`.
pub const fn hash_slot<T: Class>() -> Slot {
    #[cfg(direct)]
    return pyo3_internals::hash_slot(shortcuts::hash::<T>);
    #[cfg(not(direct))]
    pyo3_internals::hash_slot(raw::hashfunc::<Hash<T>>)
}

/// `__eq__` and its kin.
pub const fn richcompare_slot<T: Class>() -> Slot {
    #[cfg(direct)]
    return pyo3_internals::richcompare_slot(shortcuts::compare::<T>);
    #[cfg(not(direct))]
    pyo3_internals::richcompare_slot(raw::richcmpfunc::<RichCompare<T>>)
}

/// `__setattr__` and `__delattr__` of a frozen class.
pub const fn setattr_slot<T: Class>() -> Slot {
    pyo3_internals::setattro_slot(raw::setattrofunc::<SetAttr<T>>)
}

/// `__clear__`.
pub const fn clear_slot<T: Class>() -> Slot {
    pyo3_internals::clear_slot::<T>()
}

/// `__copy__`.
pub const fn copy_method<T: Class>() -> Method {
    #[cfg(direct)]
    let copy: ffi::PyCFunction = shortcuts::copy::<T>;
    #[cfg(not(direct))]
    let copy: ffi::PyCFunction = raw::noargs::<Copy<T>>;
    pyo3_internals::method_noargs(
        c"__copy__",
        copy,
        c"__copy__($self, /)\n--\n\nReturn a shallow copy.",
    )
}

/// `__deepcopy__`.
pub const fn deepcopy_method<T: Class>() -> Method {
    pyo3_internals::method_with_keywords::<Deepcopy<T>>(
        c"__deepcopy__",
        c"__deepcopy__($self, memo, /)\n--\n\nReturn a deep copy.",
    )
}

/// `__replace__`.
pub const fn replace_method<T: Class>() -> Method {
    pyo3_internals::method_with_keywords::<Replace<T>>(
        c"__replace__",
        c"__replace__($self, /, **changes)\n--\n\nReturn a copy with some fields replaced.",
    )
}

/// `__reduce_ex__`.
pub const fn reduce_method<T: Class>() -> Method {
    pyo3_internals::method_with_keywords::<Reduce<T>>(
        c"__reduce_ex__",
        c"__reduce_ex__($self, protocol, /)\n--\n\nHelper for pickle.",
    )
}

/// `__pyo3_classes__`, and with it all that is installed when the class is made.
pub const fn info_attribute<T: Class>() -> Method {
    pyo3_internals::class_attribute(c"__pyo3_classes__", |py| {
        info::install(
            py,
            T::table(),
            #[cfg(direct)]
            shortcuts::vectorcall::<T>,
        )
    })
}

/// The functions that go in front of those above, each of which finds its way back.
#[cfg(direct)]
mod shortcuts {
    use std::ffi::c_int;

    use super::super::direct::{copy, slots, vectorcall};
    use super::{Bound, Class, Copy, Hash, RichCompare, Vectorcall, ffi, raw};

    /// # Safety
    ///
    /// The interpreter calls it as `tp_richcompare` of the class.
    pub(super) unsafe extern "C" fn compare<T: Class>(
        object: *mut ffi::PyObject,
        other: *mut ffi::PyObject,
        op: c_int,
    ) -> *mut ffi::PyObject {
        // SAFETY: the caller's promise.
        unsafe {
            let answer = slots::compare(T::table(), object, other, op);
            if answer.is_null() {
                return raw::richcmpfunc::<RichCompare<T>>(object, other, op);
            }
            answer
        }
    }

    /// # Safety
    ///
    /// The interpreter calls it as `tp_hash` of the class.
    pub(super) unsafe extern "C" fn hash<T: Class>(object: *mut ffi::PyObject) -> ffi::Py_hash_t {
        // SAFETY: the caller's promise.
        unsafe {
            slots::hash(T::table(), object).unwrap_or_else(|| raw::hashfunc::<Hash<T>>(object))
        }
    }

    /// # Safety
    ///
    /// The interpreter calls it as `__copy__` of the class.
    pub(super) unsafe extern "C" fn copy<T: Class>(
        object: *mut ffi::PyObject,
        nothing: *mut ffi::PyObject,
    ) -> *mut ffi::PyObject {
        // SAFETY: the caller's promise.
        unsafe {
            let copied = copy::copy(T::table(), object);
            if copied.is_null() { raw::noargs::<Copy<T>>(object, nothing) } else { copied }
        }
    }

    /// # Safety
    ///
    /// The interpreter calls it as `tp_vectorcall` of the class.
    pub(super) unsafe extern "C" fn vectorcall<T: Class>(
        class: *mut ffi::PyObject,
        values: *const *mut ffi::PyObject,
        flags: usize,
        keywords: *mut ffi::PyObject,
    ) -> *mut ffi::PyObject {
        // SAFETY: the caller's promise.
        unsafe {
            let arguments = vectorcall::Arguments::new(values, flags, keywords);
            let made = vectorcall::quick(T::table(), class, arguments);
            if made.is_null() {
                let count = arguments.positional.cast_signed();
                return raw::fastcall_cfunction_with_keywords::<Vectorcall<T>>(
                    class, values, count, keywords,
                );
            }
            made
        }
    }

    /// What a call is that takes no shortcut.
    pub(super) unsafe fn call<T: Class>(
        py: pyo3::Python<'_>,
        class: *mut ffi::PyObject,
        values: *const *mut ffi::PyObject,
        count: isize,
        keywords: *mut ffi::PyObject,
    ) -> pyo3::PyResult<*mut ffi::PyObject> {
        // SAFETY: the arguments are those of a call.
        unsafe {
            let arguments = vectorcall::Arguments::new(values, count.cast_unsigned(), keywords);
            vectorcall::call(py, T::table(), class, arguments).map(Bound::into_ptr)
        }
    }
}

#[cfg(direct)]
struct Vectorcall<T>(std::marker::PhantomData<T>);

#[cfg(direct)]
impl<T: Class> raw::MethodDef<raw::fastcall_cfunction_with_keywords::Func> for Vectorcall<T> {
    const METH: raw::fastcall_cfunction_with_keywords::Func = shortcuts::call::<T>;
}
