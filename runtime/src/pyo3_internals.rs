//! The only module that uses PyO3's hidden API.
//!
//! PyO3 has no public way to add slots and methods to a class but the `#[pymethods]` macro, whose
//! output costs a class most of its compile time. What stands here is what that macro itself
//! expands to; the manifest pins PyO3 to the one minor release for which that holds, so a change
//! there is a compile error here and never a fault at run time.

use std::ffi::{CStr, c_int, c_void};

#[cfg(direct)]
use pyo3::impl_::pyclass::PyClassGetterGenerator;
use pyo3::impl_::pymethods::{self, PyMethodDefType};
use pyo3::prelude::*;
use pyo3::types::PyType;
use pyo3::{PyClass, PyClassInitializer, ffi};

/// A failed conversion of an argument, with a note of which it was.
pub(crate) use pyo3::impl_::extract_argument::argument_extraction_error;
pub use pyo3::impl_::pyclass::{
    PyClassBaseType, PyClassImpl, PyClassImplCollector, PyClassItems, PyClassTraverse,
};
pub use pyo3::impl_::pymethods::PyMethodDefType as Method;
pub use pyo3::inventory;

use pyo3::impl_::trampoline::{self, MethodDef};

/// A slot of a type.
pub type Slot = ffi::PyType_Slot;

/// Makes an instance of `class`.
///
/// # Safety
///
/// `class` is the class object of `T` or a subclass of it.
pub(crate) unsafe fn new_object<'py, T: PyClass>(
    initializer: PyClassInitializer<T>,
    class: &Bound<'py, PyType>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = class.py();
    // SAFETY: the caller's promise; the returned pointer is a new reference.
    unsafe {
        let object = pymethods::tp_new_impl::<_, T>(py, initializer, class.as_type_ptr())?;
        Ok(Bound::from_owned_ptr(py, object))
    }
}

/// Whether instances may be used by any thread: `#[pyclass(unsendable)]` has PyO3 keep the id of the
/// one that may in every instance.
pub const fn is_sendable<T: PyClass>() -> bool {
    size_of::<T::ThreadChecker>() == 0
}

/// Where the Rust value lies in an instance of a frozen class, in bytes from the object: what PyO3 makes
/// of `#[pyo3(get)]` on a `Py<T>` at the value's very beginning. `None` where that depends on the base
/// class at run time, and for a class that is not frozen.
#[cfg(direct)]
pub(crate) const fn contents_offset<T: PyClass>() -> Option<usize> {
    // SAFETY: what it makes is only looked at.
    let getter = unsafe { PyClassGetterGenerator::<T, Py<PyAny>, 0, true, true>::new() };
    match getter.generate(c"", None) {
        PyMethodDefType::StructMember(member)
            if member.flags == ffi::Py_READONLY && member.offset > 0 =>
        {
            Some(member.offset.cast_unsigned())
        }
        _ => None,
    }
}

/// Declares a function that makes a slot. The functions that go there are PyO3's trampolines, which
/// attach, catch panics and restore errors, or call one.
macro_rules! slot {
    ($(#[doc = $doc:literal] $name:ident: $slot:ident as $kind:ident;)*) => { $(
        #[doc = $doc]
        pub(crate) const fn $name(function: ffi::$kind) -> Slot {
            Slot { slot: ffi::$slot, pfunc: function as *mut c_void }
        }
    )* };
}

slot! {
    #[doc = "`__new__`"] new_slot: Py_tp_new as newfunc;
    #[doc = "`__init__`"] init_slot: Py_tp_init as initproc;
    #[doc = "`__repr__`"] repr_slot: Py_tp_repr as reprfunc;
    #[doc = "`__hash__`"] hash_slot: Py_tp_hash as hashfunc;
    #[doc = "`__eq__`, `__lt__` and their kin"] richcompare_slot: Py_tp_richcompare as richcmpfunc;
    #[doc = "`__setattr__` and `__delattr__`"] setattro_slot: Py_tp_setattro as setattrofunc;
}

/// `__clear__`: PyO3 clears the base class and the instance `__dict__` around it.
pub(crate) const fn clear_slot<T: PyClass + Clear>() -> Slot {
    /// # Safety
    ///
    /// Called by the garbage collector with an instance of `T`.
    unsafe extern "C" fn clear<T: PyClass + Clear>(object: *mut ffi::PyObject) -> c_int {
        // SAFETY: the caller's promise.
        unsafe { pymethods::_call_clear::<T>(object, T::clear, clear::<T>) }
    }
    Slot { slot: ffi::Py_tp_clear, pfunc: clear::<T> as ffi::inquiry as *mut c_void }
}

/// What `__clear__` does to the Rust value.
pub(crate) trait Clear {
    /// # Safety
    ///
    /// `object` is an instance of the class.
    unsafe fn clear(py: Python<'_>, object: *mut ffi::PyObject) -> PyResult<()>;
}

/// A method without arguments.
pub(crate) const fn method_noargs(
    name: &'static CStr,
    function: ffi::PyCFunction,
    doc: &'static CStr,
) -> Method {
    PyMethodDefType::Method(pymethods::PyMethodDef::noargs(name, function, doc))
}

/// A method with positional and keyword arguments.
pub(crate) const fn method_with_keywords<
    M: MethodDef<trampoline::cfunction_with_keywords::Func>,
>(
    name: &'static CStr,
    doc: &'static CStr,
) -> Method {
    PyMethodDefType::Method(pymethods::PyMethodDef::cfunction_with_keywords(
        name,
        trampoline::cfunction_with_keywords::<M>,
        doc,
    ))
}

/// A class method with positional and keyword arguments.
pub(crate) const fn class_method_with_keywords<
    M: MethodDef<trampoline::cfunction_with_keywords::Func>,
>(
    name: &'static CStr,
    doc: &'static CStr,
) -> Method {
    let function = trampoline::cfunction_with_keywords::<M>;
    let method = pymethods::PyMethodDef::cfunction_with_keywords(name, function, doc);
    PyMethodDefType::Method(method.flags(ffi::METH_CLASS))
}

/// A class method without arguments.
pub(crate) const fn class_method_noargs(
    name: &'static CStr,
    function: ffi::PyCFunction,
    doc: &'static CStr,
) -> Method {
    let method = pymethods::PyMethodDef::noargs(name, function, doc);
    PyMethodDefType::Method(method.flags(ffi::METH_CLASS))
}

/// A class attribute, whose value is made when the class is.
pub(crate) const fn class_attribute(
    name: &'static CStr,
    make: for<'py> fn(Python<'py>) -> PyResult<Py<PyAny>>,
) -> Method {
    PyMethodDefType::ClassAttribute(pymethods::PyClassAttributeDef::new(name, make))
}

pub(crate) use pyo3::impl_::trampoline as raw;
