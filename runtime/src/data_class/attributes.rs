//! Reading and setting fields as attributes.

use std::ffi::{c_int, c_void};

use pyo3::exceptions::PyAttributeError;
use pyo3::ffi;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyString, PyType};

use super::table::{ClassTable, FieldRow};
use crate::error::Report;
use crate::pyo3_internals::raw::{self, MethodDef};

/// What the `closure` of a field's descriptor points to.
struct Attribute {
    table: &'static ClassTable,
    field: &'static FieldRow,
}

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
        // Never freed, as the class is not.
        let attribute: &'static Attribute = Box::leak(Box::new(Attribute { table, field }));
        let definition = Box::leak(Box::new(ffi::PyGetSetDef {
            name: field.name.as_ptr(),
            get: Some(getter()),
            set: (!table.options.frozen).then(setter),
            doc: field.doc.as_ptr(),
            closure: (&raw const *attribute).cast_mut().cast(),
        }));
        // SAFETY: class and definition live for ever; the functions get the closure they expect.
        let descriptor = unsafe {
            let descriptor = ffi::PyDescr_NewGetSet(class.as_type_ptr(), definition);
            Bound::from_owned_ptr_or_err(class.py(), descriptor)?
        };
        class.setattr(field.name(), descriptor)?;
    }
    Ok(())
}

fn getter() -> ffi::getter {
    // SAFETY: the types differ in what the second pointer points to, which is no part of a
    // function's ABI.
    unsafe { std::mem::transmute::<ffi::binaryfunc, ffi::getter>(raw::binaryfunc::<Get>) }
}

fn setter() -> ffi::setter {
    // SAFETY: as above, for the third.
    unsafe { std::mem::transmute::<ffi::setattrofunc, ffi::setter>(raw::setattrofunc::<Set>) }
}

struct Get;

impl MethodDef<raw::binaryfunc::Func> for Get {
    const METH: raw::binaryfunc::Func = |py, object, closure| {
        // SAFETY: the descriptor calls with an instance of its class and with its closure.
        let (object, attribute) = unsafe {
            (Bound::ref_from_ptr(py, &object), &*closure.cast::<c_void>().cast::<Attribute>())
        };
        // SAFETY: as above.
        unsafe { get(attribute.table, attribute.field, object) }.map(Bound::into_ptr)
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
        let Attribute { table, field } = *attribute;
        if field.options.frozen {
            return Err(frozen_error(py, field.name(), value.is_none()));
        }
        let Some(value) = value else {
            return Err(PyAttributeError::new_err(format!(
                "cannot delete field '{}' of '{}'",
                field.name(),
                table.name,
            )));
        };
        // SAFETY: as for `Get`.
        unsafe { set(table, field, object, &value) }.map(|()| 0)
    };
}

/// The value of a field.
///
/// # Safety
///
/// `object` is an instance of the class, which `field` belongs to.
pub(crate) unsafe fn get<'py>(
    table: &ClassTable,
    field: &FieldRow,
    object: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let mut result = None;
    // SAFETY: the caller's promise.
    unsafe {
        (table.access.read)(object, &mut |value| {
            result = Some((field.table.to_py)(field.of(value), object.py()));
        })?;
    }
    // `read` calls its reader once whenever it returns `Ok`.
    result.unwrap_or_else(|| Ok(object.py().None().into_bound(object.py())))
}

/// Converts, checks and stores a new value; on any error the object is as it was.
///
/// # Safety
///
/// `object` is an instance of the class, which `field` belongs to and which is not frozen.
unsafe fn set(
    table: &'static ClassTable,
    field: &'static FieldRow,
    object: &Bound<'_, PyAny>,
    value: &Bound<'_, PyAny>,
) -> PyResult<()> {
    let py = object.py();
    let mut store = |new: *mut u8| {
        let mut report = Report::new(py);
        // SAFETY: `new` points to a value of the field's type.
        unsafe { field.check(new, field.name(), &mut report) };
        if report.is_empty() {
            // SAFETY: as above, and the caller's promise.
            unsafe { exchange(table, field, object, new, &mut report)? };
        }
        report.finish(table.type_object)
    };
    // SAFETY: `store` leaves a value of the field's type behind, the old one or the new.
    let stored =
        unsafe { (field.table.assign)(value.as_borrowed(), table.options.mode, &mut store) };
    stored.unwrap_or_else(|error| {
        Err(error.into_py_err(py, table.name, field.name(), field.options.secret))
    })
}

/// Puts the value at `new` into the field, and the old one to `new`, unless the class's `validate`
/// objects. The old value is not dropped here, where the object is still borrowed: dropping a Python
/// object can run code that uses this very object.
///
/// # Safety
///
/// `object` is an instance of the class, which `field` belongs to; `new` points to a value of the
/// field's type.
pub(crate) unsafe fn exchange(
    table: &ClassTable,
    field: &FieldRow,
    object: &Bound<'_, PyAny>,
    new: *mut u8,
    report: &mut Report<'_>,
) -> PyResult<()> {
    /// Swaps back when dropped, also by a panic in `validate`.
    struct Rollback<'a>(&'a FieldRow, *mut u8, *mut u8);
    impl Drop for Rollback<'_> {
        fn drop(&mut self) {
            // SAFETY: both still hold a value of the field's type.
            unsafe { self.0.table.swap(self.1, self.2) };
        }
    }

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
    table: &ClassTable,
    object: *mut ffi::PyObject,
    name: *mut ffi::PyObject,
    value: *mut ffi::PyObject,
) -> PyResult<c_int> {
    // SAFETY: the interpreter calls with live objects.
    let (object, name) =
        unsafe { (Bound::ref_from_ptr(py, &object), Bound::ref_from_ptr(py, &name)) };
    let text = name.cast::<PyString>()?.to_string_lossy();
    if object.get_type().is((table.type_object)(py)) || table.field(&text).is_some() {
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
