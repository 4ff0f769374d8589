//! The field that a view shows.

use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;
use pyo3::pyclass::CompareOp;
use pyo3::sync::critical_section::with_critical_section;
use pyo3::types::{PyBool, PyBytes, PyInt, PyList, PyString, PyTuple};

use super::plain;
use crate::constraint::Reach;
use crate::data_class::{Attribute, frozen_error, set_field};
use crate::error::{ConvertError, Report, Step};
use crate::field_type::{FieldType, Mode};

/// A field of an instance, which it keeps alive.
pub struct Place {
    owner: Py<PyAny>,
    field: &'static Attribute,
}

/// A change of one item, which can be taken back. What it displaces stays in it, to be dropped when
/// the instance is borrowed no more: dropping a Python object can run code that uses this very one.
///
/// # Safety
///
/// The pointers are to values of the type that the change is for, borrowed for the call.
pub(super) trait Change {
    /// The length that the collection will have; `None` if the change does not apply to it.
    unsafe fn length_after(&self, field: *const u8) -> Option<usize>;
    /// Makes the change.
    unsafe fn apply(&mut self, field: *mut u8);
    /// Takes it back.
    unsafe fn undo(&mut self, field: *mut u8);
}

/// The collection at the pointer.
///
/// # Safety
///
/// It is a `C`, borrowed for the call of which the pointer is an argument.
pub(super) unsafe fn lent<'a, C>(field: *const u8) -> &'a C {
    // SAFETY: the caller's promise.
    unsafe { &*field.cast() }
}

/// [`lent`], to change it.
///
/// # Safety
///
/// As for [`lent`].
pub(super) unsafe fn lent_mut<'a, C>(field: *mut u8) -> &'a mut C {
    // SAFETY: the caller's promise.
    unsafe { &mut *field.cast() }
}

/// Undoes a change when dropped, also by a panic in `validate`.
struct Rollback<'a>(&'a mut dyn Change, *mut u8);

impl Drop for Rollback<'_> {
    fn drop(&mut self) {
        // SAFETY: the change has been applied to this field, which is still borrowed.
        unsafe { self.0.undo(self.1) };
    }
}

impl Place {
    /// `owner` must be an instance of the class that declares the field.
    pub(super) fn new(owner: Py<PyAny>, field: &'static Attribute) -> Self {
        Self { owner, field }
    }

    pub(super) fn clone_ref(&self, py: Python<'_>) -> Self {
        Self { owner: self.owner.clone_ref(py), field: self.field }
    }

    pub(super) fn traverse(&self, visit: &PyVisit<'_>) -> Result<(), PyTraverseError> {
        visit.call(&self.owner)
    }

    /// How values enter.
    pub(super) fn mode(&self) -> Mode {
        self.field.owner.options.mode
    }

    /// Whether a change may have to be taken back after it has been made.
    pub(super) fn has_validate(&self) -> bool {
        self.field.owner.validate.is_some()
    }

    /// Whether it is this field of this object.
    pub(super) fn is(&self, owner: &Bound<'_, PyAny>, field: &Attribute) -> bool {
        self.owner.is(owner) && std::ptr::eq(self.field, field)
    }

    /// A new `list`, `dict` or `set` of what is in the field.
    pub(super) fn copy<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        // SAFETY: `owner` is an instance of the class.
        unsafe { self.field.get(self.owner.bind(py)) }
    }

    /// Lends the field.
    pub(super) fn read(&self, py: Python<'_>, reader: &mut dyn FnMut(*const u8)) -> PyResult<()> {
        let field = self.field;
        // SAFETY: as above.
        unsafe {
            (field.owner.access.read)(self.owner.bind(py), &mut |value| reader(field.of(value)))
        }
    }

    /// Whether an item, or an entry, obeys the rules for items; `false` as well if a rule of the user's
    /// own wants to see the whole field.
    ///
    /// # Safety
    ///
    /// `key` and `value` point to a key and a value of a map, or `value` to an item.
    pub(super) unsafe fn accepts(
        &self,
        py: Python<'_>,
        part: Option<(*const u8, *const u8)>,
    ) -> bool {
        let rules = self.field.constraints;
        if rules.iter().any(|rule| rule.reach() == Reach::Whole) {
            return false;
        }
        let Some((key, value)) = part else { return true };
        let mut report = Report::new(py);
        for rule in rules {
            if rule.reach() == Reach::Parts {
                // SAFETY: the caller's promise.
                unsafe { rule.check_part(key, value, &mut report) };
            }
        }
        report.is_empty()
    }

    /// The exception for an item that does not convert, as a set of the whole field raises it.
    pub(super) fn refused(&self, py: Python<'_>, error: ConvertError, step: Step) -> PyErr {
        let field = self.field;
        error.inside(step).into_py_err(py, field.owner.name, field.name(), field.options.secret)
    }

    /// Makes the change in place; `false` if it does not apply, or the field would get too long or too
    /// short.
    ///
    /// # Safety
    ///
    /// The change is one of fields of this type.
    pub(super) unsafe fn change(&self, py: Python<'_>, change: &mut dyn Change) -> PyResult<bool> {
        let (field, table) = (self.field, self.field.owner);
        let Some(write) = table.access.write else {
            return Err(frozen_error(py, field.name(), false));
        };
        let mut changed = false;
        let mut report = Report::new(py);
        // SAFETY: `owner` is an instance of the class, and the rest the caller's promise.
        unsafe {
            write(self.owner.bind(py), &mut |value| {
                let slot = field.of_mut(value);
                let fits = |length| field.constraints.iter().all(|rule| rule.allows_length(length));
                if !change.length_after(slot).is_some_and(fits) {
                    return;
                }
                change.apply(slot);
                changed = true;
                if let Some(validate) = &table.validate {
                    let rollback = Rollback(&mut *change, slot);
                    validate.call(table, value, &mut report);
                    if report.is_empty() {
                        std::mem::forget(rollback);
                    }
                }
            })?;
        }
        report.finish(table.type_object)?;
        Ok(changed)
    }

    /// Makes a change that takes something out, and the Python value of that; an error there takes the
    /// change back. `None` if the change does not apply.
    ///
    /// # Safety
    ///
    /// As for [`Self::change`].
    pub(super) unsafe fn take<C: Change, R>(
        &self,
        py: Python<'_>,
        change: &mut C,
        value: impl FnOnce(&C) -> PyResult<R>,
    ) -> PyResult<Option<R>> {
        // SAFETY: the caller's promise.
        if !unsafe { self.accepts(py, None) && self.change(py, change)? } {
            return Ok(None);
        }
        let value = value(change);
        if let (Err(_), Some(write)) = (&value, self.field.owner.access.write) {
            // SAFETY: as above; the change has been made.
            unsafe {
                write(self.owner.bind(py), &mut |value| change.undo(self.field.of_mut(value)))?;
            }
        }
        value.map(Some)
    }

    /// Lets `change` work on a copy, and sets the field to what that has become. Without the GIL the
    /// instance is locked meanwhile, so that no other thread's change is lost.
    pub(super) fn edit<'py, R>(
        &self,
        py: Python<'py>,
        change: impl FnOnce(&Bound<'py, PyAny>) -> PyResult<R>,
    ) -> PyResult<R> {
        let owner = self.owner.bind(py);
        with_critical_section(owner, || {
            let copy = self.copy(py)?;
            let result = change(&copy)?;
            self.store(&copy)?;
            Ok(result)
        })
    }

    /// Sets the whole field.
    pub(super) fn store(&self, value: &Bound<'_, PyAny>) -> PyResult<()> {
        // SAFETY: `owner` is an instance of the class; the derive allows no view on a frozen field.
        unsafe { set_field(self.field, self.owner.bind(value.py()), value) }
    }

    /// Calls a method of the copy that changes it.
    pub(super) fn edit_by<'py>(
        &self,
        py: Python<'py>,
        method: &str,
        args: &Bound<'py, PyTuple>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let args = plain_all(args)?;
        self.edit(py, |copy| copy.call_method1(method, &args))
    }

    /// Calls a method of the copy that does not.
    pub(super) fn ask<'py>(
        &self,
        py: Python<'py>,
        method: &str,
        args: &Bound<'py, PyTuple>,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.copy(py)?.call_method1(method, plain_all(args)?)
    }

    pub(super) fn compare<'py>(
        &self,
        other: &Bound<'py, PyAny>,
        op: CompareOp,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.copy(other.py())?.rich_compare(plain(other)?, op)
    }

    /// `repr` of the copy; `shape` where the view is inside itself.
    pub(super) fn repr(&self, view: &Bound<'_, PyAny>, shape: &str) -> PyResult<String> {
        struct Leave<'a, 'py>(&'a Bound<'py, PyAny>);
        impl Drop for Leave<'_, '_> {
            fn drop(&mut self) {
                // SAFETY: entered below.
                unsafe { pyo3::ffi::Py_ReprLeave(self.0.as_ptr()) };
            }
        }

        // SAFETY: the view is a live object.
        match unsafe { pyo3::ffi::Py_ReprEnter(view.as_ptr()) } {
            0 => {
                let _leave = Leave(view);
                Ok(self.copy(view.py())?.repr()?.to_string_lossy().into_owned())
            }
            status if status > 0 => Ok(shape.to_owned()),
            _ => Err(PyErr::fetch(view.py())),
        }
    }

    /// How a pickle or a copy of a view makes the plain value.
    pub(super) fn reduce<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let copy = self.copy(py)?;
        (copy.get_type(), (copy,)).into_pyobject(py)
    }
}

/// The arguments, views among them as plain values.
pub(super) fn plain_all<'py>(args: &Bound<'py, PyTuple>) -> PyResult<Bound<'py, PyTuple>> {
    PyTuple::new(args.py(), args.iter().map(|arg| plain(&arg)).collect::<PyResult<Vec<_>>>()?)
}

/// What `list(iterable)` gives, with the error that `extend` raises.
pub(super) fn listed<'py>(iterable: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyList>> {
    Ok(iterable.py().get_type::<PyList>().call1((iterable,))?.cast_into()?)
}

/// The Rust key of a Python key, where looking it up in the Rust collection finds what Python would:
/// for a key whose `==` is Python's own, and which comes back equal.
pub(super) fn exact_key<K: FieldType>(key: &Bound<'_, PyAny>, mode: Mode) -> Option<K> {
    if !is_plain_key(key) {
        return None;
    }
    let rust = K::from_py(key.as_borrowed(), mode).ok()?;
    let back = rust.to_py(key.py()).ok()?;
    (is_plain_key(&back) && back.eq(key).unwrap_or(false)).then_some(rust)
}

fn is_plain_key(key: &Bound<'_, PyAny>) -> bool {
    key.is_exact_instance_of::<PyString>()
        || key.is_exact_instance_of::<PyInt>()
        || key.is_exact_instance_of::<PyBool>()
        || key.is_exact_instance_of::<PyBytes>()
}
