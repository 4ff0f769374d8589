//! Reading and setting fields as attributes.

use std::ffi::{c_int, c_void};
use std::ptr;

use pyo3::exceptions::PyAttributeError;
use pyo3::ffi;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyString, PyType};

#[cfg(direct)]
use super::direct;
use super::table::{Attribute, ClassTable, FieldRow};
use crate::error::{ConvertError, Report};
use crate::pyo3_internals::raw::{self, MethodDef};

/// Gives the class a descriptor for every field whose name it does not have yet: a getter that the
/// user wrote, or `#[pyo3(get)]`, stays.
///
/// Descriptors of their own, since a `Py_tp_getset` slot would displace the properties of every
/// other `#[pymethods]` block.
pub(super) fn install(class: &Bound<'_, PyType>, table: &'static ClassTable) -> PyResult<()> {
    let own = class.getattr(intern!(class.py(), "__dict__"))?;
    for field in table.fields {
        if own.contains(field.name())? {
            continue;
        }
        #[cfg(direct)]
        if let Some(member) = direct::member::descriptor(class, table, field)? {
            class.setattr(field.name(), member)?;
            continue;
        }
        class.setattr(field.name(), getset(class, table, field)?)?;
    }
    Ok(())
}

/// The descriptor that calls [`GET`] and [`SET`].
pub(super) fn getset<'py>(
    class: &Bound<'py, PyType>,
    table: &'static ClassTable,
    field: &'static FieldRow,
) -> PyResult<Bound<'py, PyAny>> {
    // Never freed, as the class is not.
    let attribute = Attribute::new(table, field);
    #[cfg(direct)]
    let attribute = direct::descriptor::Descriptor::of(attribute);
    let attribute: &'static _ = Box::leak(Box::new(attribute));
    let definition = Box::leak(Box::new(ffi::PyGetSetDef {
        name: field.name.as_ptr(),
        get: Some(GET),
        set: (!table.options.frozen).then_some(SET),
        doc: field.doc.as_ptr(),
        closure: ptr::from_ref(attribute).cast_mut().cast(),
    }));
    // SAFETY: class and definition live for ever; the functions get the closure they expect.
    unsafe {
        let descriptor = ffi::PyDescr_NewGetSet(class.as_type_ptr(), definition);
        Bound::from_owned_ptr_or_err(class.py(), descriptor)
    }
}

#[cfg(direct)]
const GET: ffi::getter = direct::descriptor::get;
#[cfg(direct)]
const SET: ffi::setter = direct::descriptor::set;
#[cfg(not(direct))]
const GET: ffi::getter = GETTER;
#[cfg(not(direct))]
const SET: ffi::setter = SETTER;

/// The getter with PyO3's bookkeeping.
pub(super) const GETTER: ffi::getter =
    // SAFETY: the types differ in what the second pointer points to, which is no part of a function's
    // ABI.
    unsafe { std::mem::transmute::<ffi::binaryfunc, ffi::getter>(raw::binaryfunc::<Get>) };

/// The setter with PyO3's bookkeeping.
pub(super) const SETTER: ffi::setter =
    // SAFETY: as above, for the third.
    unsafe { std::mem::transmute::<ffi::setattrofunc, ffi::setter>(raw::setattrofunc::<Set>) };

struct Get;

impl MethodDef<raw::binaryfunc::Func> for Get {
    const METH: raw::binaryfunc::Func = |py, object, closure| {
        // SAFETY: the descriptor calls with an instance of its class and with its closure.
        let (object, attribute) = unsafe {
            let attribute: &'static Attribute = &*closure.cast::<c_void>().cast();
            (Bound::ref_from_ptr(py, &object), attribute)
        };
        if let Some(view) = attribute.options.view {
            return view.onto(object, attribute).map(Bound::into_ptr);
        }
        // SAFETY: as above.
        #[cfg(direct)]
        unsafe {
            direct::layout::learn(attribute.owner, object);
        }
        // SAFETY: as above.
        unsafe { attribute.get(object) }.map(Bound::into_ptr)
    };
}

struct Set;

impl MethodDef<raw::setattrofunc::Func> for Set {
    const METH: raw::setattrofunc::Func = |py, object, value, closure| {
        // SAFETY: as for `Get`; `value` is null to delete.
        let (object, value, attribute) = unsafe {
            (
                Bound::ref_from_ptr(py, &object),
                Bound::from_borrowed_ptr_or_opt(py, value),
                &*closure.cast::<c_void>().cast::<Attribute>(),
            )
        };
        if attribute.options.frozen {
            return Err(frozen_error(py, attribute.name(), value.is_none()));
        }
        let Some(value) = value else {
            return Err(PyAttributeError::new_err(format!(
                "cannot delete field '{}' of '{}'",
                attribute.name(),
                attribute.owner.name,
            )));
        };
        if crate::view::shows(&value, object, attribute) {
            return Ok(0);
        }
        // SAFETY: as for `Get`.
        unsafe { set(attribute, object, &value) }.map(|()| 0)
    };
}

impl Attribute {
    /// The value of the field.
    ///
    /// # Safety
    ///
    /// `object` is an instance of the class that declares it.
    pub(crate) unsafe fn get<'py>(
        &self,
        object: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = object.py();
        #[cfg(direct)]
        if let Some(to_py) = self.table.quick_to_py
            // SAFETY: the caller's promise.
            && let Some(value) = unsafe { (self.owner.access.get)(object.as_ptr(), self.offset, to_py) }
        {
            // SAFETY: a new reference, or null with an exception set.
            return unsafe { Bound::from_owned_ptr_or_err(py, value) };
        }
        let mut result = None;
        // SAFETY: the caller's promise.
        unsafe {
            (self.owner.access.read)(object, &mut |value| {
                result = Some((self.table.to_py)(self.of(value), py));
            })?;
        }
        // `read` calls its reader once whenever it returns `Ok`.
        result.unwrap_or_else(|| Ok(py.None().into_bound(py)))
    }
}

impl Attribute {
    /// Refuses a value that does not convert, where it is the only one.
    pub(super) fn refuse(&self, error: ConvertError, py: Python<'_>) -> PyResult<()> {
        let (name, secret) = (self.name(), self.options.secret);
        match error.into_problem() {
            Ok(problem) => {
                let mut report = Report::new(py);
                problem.report(name, secret, &mut report);
                report.finish(self.owner.type_object)
            }
            Err(error) => Err(error.into_py_err(py, self.owner.name, name, secret)),
        }
    }
}

/// Converts, checks and stores a new value; on any error the object is as it was.
///
/// # Safety
///
/// `object` is an instance of the class that declares the field, which is not frozen.
pub(crate) unsafe fn set(
    field: &'static Attribute,
    object: &Bound<'_, PyAny>,
    value: &Bound<'_, PyAny>,
) -> PyResult<()> {
    let (py, table) = (object.py(), field.owner);
    let mut store = |new: *mut u8| {
        let mut report = Report::new(py);
        // SAFETY: `new` points to a value of the field's type.
        unsafe { field.check(new, field.name(), &mut report) };
        if report.is_empty() {
            // SAFETY: as above, and the caller's promise.
            unsafe { exchange(field, object, new, &mut report)? };
        }
        report.finish(table.type_object)
    };
    // SAFETY: `store` leaves a value of the field's type behind, the old one or the new.
    let stored = unsafe {
        match field.convert {
            Some(convert) => convert.lent(value.as_borrowed(), &mut store),
            None => (field.table.assign)(value.as_borrowed(), table.options.mode, &mut store),
        }
    };
    stored.unwrap_or_else(|error| field.refuse(error, py))
}

/// Puts the value at `new` into the field, and the old one to `new`, unless the class's `validate`
/// objects. The old value is not dropped here, where the object is still borrowed: dropping a Python
/// object can run code that uses this very object.
///
/// # Safety
///
/// `object` is an instance of the class that declares the field; `new` points to a value of the
/// field's type.
unsafe fn exchange(
    field: &Attribute,
    object: &Bound<'_, PyAny>,
    new: *mut u8,
    report: &mut Report<'_>,
) -> PyResult<()> {
    /// Swaps back when dropped, also by a panic in `validate`.
    struct Rollback<'a>(&'a Attribute, *mut u8, *mut u8);
    impl Drop for Rollback<'_> {
        fn drop(&mut self) {
            // SAFETY: both still hold a value of the field's type.
            unsafe { self.0.table.swap(self.1, self.2) };
        }
    }

    let table = field.owner;
    let Some(write) = table.access.write else {
        return Err(frozen_error(object.py(), field.name(), false));
    };
    // SAFETY: the caller's promise.
    unsafe {
        write(object, &mut |value| {
            let slot = field.of_mut(value);
            field.table.swap(slot, new);
            let rollback = Rollback(field, slot, new);
            if let Some(validate) = &table.validate {
                validate.call(table, value, report);
            }
            if report.is_empty() {
                std::mem::forget(rollback);
            }
        })
    }
}

/// `__setattr__` and `__delattr__` of a frozen class, as `dataclasses` generates them: a subclass
/// written in Python may have attributes of its own.
///
/// # Safety
///
/// `object` is an instance of the class.
pub(super) unsafe fn set_frozen(
    py: Python<'_>,
    table: &'static ClassTable,
    object: *mut ffi::PyObject,
    name: *mut ffi::PyObject,
    value: *mut ffi::PyObject,
) -> PyResult<c_int> {
    // SAFETY: the interpreter calls with live objects.
    let (object, name) =
        unsafe { (Bound::ref_from_ptr(py, &object), Bound::ref_from_ptr(py, &name)) };
    let text = name.cast::<PyString>()?.to_string_lossy();
    if object.get_type().is((table.type_object)(py)) || table.attribute(&text).is_some() {
        return Err(frozen_error(py, &text, value.is_null()));
    }
    // SAFETY: as above; null deletes.
    match unsafe { ffi::PyObject_GenericSetAttr(object.as_ptr(), name.as_ptr(), value) } {
        0 => Ok(0),
        _ => Err(PyErr::fetch(py)),
    }
}

/// `dataclasses.FrozenInstanceError`, with the text that the stdlib gives it.
pub(crate) fn frozen_error(py: Python<'_>, name: &str, delete: bool) -> PyErr {
    let verb = if delete { "delete" } else { "assign to" };
    // Imported only when it is raised: the module takes longer to load than most extensions.
    py.import(intern!(py, "dataclasses"))
        .and_then(|module| module.getattr(intern!(py, "FrozenInstanceError")))
        .and_then(|class| class.call1((format!("cannot {verb} field '{name}'"),)))
        .map_or_else(|error| error, PyErr::from_value)
}
