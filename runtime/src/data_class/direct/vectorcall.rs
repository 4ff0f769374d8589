//! `Class(…)` without a tuple and a dict ([PEP 590]).
//!
//! Condition: `__new__` and `__init__` of the class do what the derive had them do. Check: they are the
//! very functions that the type had when it was made; Python replaces them in the type when somebody
//! sets `Class.__init__`, and then every call goes the way of `type.__call__`. Subclasses do not
//! inherit this way of calling.
//!
//! [PEP 590]: https://peps.python.org/pep-0590/

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;

use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyTuple, PyType};

use super::super::construct;
use super::super::table::ClassTable;
use super::{enabled, parameters};

/// What the type had in its slots when the shortcut was put there, as addresses.
#[derive(PartialEq, Eq)]
pub(in super::super) struct Installed {
    new: usize,
    init: usize,
}

impl Installed {
    #[inline]
    fn of(class: &ffi::PyTypeObject) -> Self {
        Self {
            new: class.tp_new.map_or(0, |new| new as usize),
            init: class.tp_init.map_or(0, |init| init as usize),
        }
    }

    /// Whether the type has these functions still.
    #[inline]
    fn holds(&self, class: &ffi::PyTypeObject) -> bool {
        *self == Self::of(class)
    }
}

/// Gives a type that is being made the shortcut.
pub(in super::super) fn install(
    class: &Bound<'_, PyType>,
    table: &'static ClassTable,
    vectorcall: ffi::vectorcallfunc,
) {
    let class = class.as_type_ptr();
    // SAFETY: live types.
    let inherited = unsafe {
        let object: *const ffi::PyTypeObject = &raw const ffi::PyBaseObject_Type;
        Installed::of(&*class).init == Installed::of(&*object).init
    };
    // An `__init__` of the user's own is to be called.
    if !enabled() || !table.options.init || !(table.options.ignores_init || inherited) {
        return;
    }
    // SAFETY: a live type that Python code has not seen yet, so nobody calls it meanwhile.
    unsafe {
        if table.cache.direct.installed.set(Installed::of(&*class)).is_ok() {
            (*class).tp_vectorcall = Some(vectorcall);
        }
    }
}

/// The arguments of a call.
#[derive(Clone, Copy)]
pub(in super::super) struct Arguments {
    pub(in super::super) values: *const *mut ffi::PyObject,
    /// Of the positional ones; the others follow.
    pub(in super::super) positional: usize,
    /// A tuple, or null.
    pub(in super::super) keywords: *mut ffi::PyObject,
}

impl Arguments {
    /// # Safety
    ///
    /// They are the arguments of a `vectorcallfunc`.
    pub(in super::super) unsafe fn new(
        values: *const *mut ffi::PyObject,
        flags: usize,
        keywords: *mut ffi::PyObject,
    ) -> Self {
        // SAFETY: a function of its argument alone.
        let positional = unsafe { ffi::PyVectorcall_NARGS(flags) };
        Self { values, positional: positional.cast_unsigned(), keywords }
    }

    /// How many are given by keyword.
    #[inline]
    pub(super) unsafe fn keyword_count(&self) -> usize {
        if self.keywords.is_null() {
            return 0;
        }
        // SAFETY: a tuple.
        unsafe { ffi::PyTuple_GET_SIZE(self.keywords).cast_unsigned() }
    }
}

/// What the class's `tp_vectorcall` does before it asks PyO3 for its bookkeeping: a new reference, or
/// null with no exception set.
///
/// # Safety
///
/// The arguments are those of a call of the class of `table`.
#[inline]
pub(in super::super) unsafe fn quick(
    table: &'static ClassTable,
    class: *mut ffi::PyObject,
    arguments: Arguments,
) -> *mut ffi::PyObject {
    let direct = &table.cache.direct;
    // SAFETY: the callable is the class.
    let class = unsafe { &*class.cast::<ffi::PyTypeObject>() };
    if let (Some(installed), Some(maker)) = (direct.installed.get(), direct.maker())
        && let Some(parameters) = &maker.parameters
        && installed.holds(class)
    {
        // A default is an expression of the user's, which may panic: the longer way tells of it.
        // SAFETY: the caller's promise.
        let made = catch_unwind(AssertUnwindSafe(|| unsafe {
            parameters::make(maker, parameters, arguments)
        }));
        return made.ok().flatten().unwrap_or(ptr::null_mut());
    }
    ptr::null_mut()
}

/// What it does with PyO3's bookkeeping.
///
/// # Safety
///
/// As for [`quick`].
pub(in super::super) unsafe fn call<'py>(
    py: Python<'py>,
    table: &'static ClassTable,
    class: *mut ffi::PyObject,
    arguments: Arguments,
) -> PyResult<Bound<'py, PyAny>> {
    // SAFETY: the caller's promise.
    let class = unsafe { Bound::from_borrowed_ptr(py, class).cast_into_unchecked::<PyType>() };
    // SAFETY: a live type.
    let of_class = unsafe { &*class.as_type_ptr() };
    let untouched =
        table.cache.direct.installed.get().is_some_and(|installed| installed.holds(of_class));
    // SAFETY: the values of a call, which live as long as it.
    let value =
        |index: usize| unsafe { Bound::from_borrowed_ptr(py, *arguments.values.add(index)) };
    let args = PyTuple::new(py, (0..arguments.positional).map(value))?;
    // SAFETY: the caller's promise.
    let count = unsafe { arguments.keyword_count() };
    let kwargs = if count == 0 {
        None
    } else {
        let kwargs = PyDict::new(py);
        // SAFETY: a tuple of names.
        let names = unsafe { Bound::from_borrowed_ptr(py, arguments.keywords) };
        let names = names.cast_into::<PyTuple>()?;
        for (index, name) in names.iter_borrowed().enumerate() {
            kwargs.set_item(name.cast::<PyString>()?, value(arguments.positional + index))?;
        }
        Some(kwargs)
    };
    if untouched {
        // SAFETY: the class is that of the table.
        return unsafe { construct::from_arguments(table, &class, &args, kwargs.as_ref()) };
    }
    // What `type.__call__` does with a class that has no `tp_vectorcall`.
    let kwargs = kwargs.map_or(ptr::null_mut(), Bound::into_ptr);
    // SAFETY: `type` has a `tp_call`; the arguments are live.
    unsafe {
        let made = match ffi::PyType_Type.tp_call {
            Some(call) => call(class.as_ptr(), args.as_ptr(), kwargs),
            None => ptr::null_mut(),
        };
        ffi::Py_XDECREF(kwargs);
        Bound::from_owned_ptr_or_err(py, made)
    }
}
