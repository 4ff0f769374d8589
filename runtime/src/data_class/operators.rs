//! `==`, `<` and its kin, `hash` and `repr`.

use std::cmp::Ordering;

use pyo3::basic::CompareOp;
use pyo3::ffi;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyString;

use super::attributes::get;
use super::table::{ClassTable, FieldRow};
use crate::error::HIDDEN;
use crate::hash::Hasher;
use crate::recursion::Recursion;

/// `a op b`; `None` means `NotImplemented`.
///
/// As in `dataclasses`: only instances of the very same class compare, field by field.
///
/// # Safety
///
/// `a` is an instance of the class.
pub(super) unsafe fn compare(
    table: &ClassTable,
    a: &Bound<'_, PyAny>,
    b: &Bound<'_, PyAny>,
    op: CompareOp,
) -> PyResult<Option<bool>> {
    let ordering = !matches!(op, CompareOp::Eq | CompareOp::Ne);
    if !a.get_type().is(b.get_type()) || (ordering && !table.options.order) {
        return Ok(None);
    }
    // SAFETY: `b` is of `a`'s class.
    let (a, b) = unsafe { (Operand::new(table, a), Operand::new(table, b)) };
    match op {
        CompareOp::Eq => eq(&a, &b).map(Some),
        CompareOp::Ne => eq(&a, &b).map(|equal| Some(!equal)),
        _ => order(&a, &b, op).map(Some),
    }
}

/// An instance and its class.
#[derive(Clone, Copy)]
struct Operand<'a, 'py> {
    table: &'a ClassTable,
    object: &'a Bound<'py, PyAny>,
}

impl<'a, 'py> Operand<'a, 'py> {
    /// # Safety
    ///
    /// `object` is an instance of the class.
    unsafe fn new(table: &'a ClassTable, object: &'a Bound<'py, PyAny>) -> Self {
        Self { table, object }
    }

    /// Calls with the Rust values of both.
    fn with(&self, other: &Self, mut f: impl FnMut(*const u8, *const u8)) -> PyResult<()> {
        let read = self.table.access.read;
        let mut inner = Ok(());
        // SAFETY: both are instances of the class.
        unsafe {
            read(self.object, &mut |a| {
                inner = read(other.object, &mut |b| f(a, b));
            })?;
        }
        inner
    }

    fn field(&self, field: &FieldRow) -> PyResult<Bound<'py, PyAny>> {
        // SAFETY: the object is an instance of the class.
        unsafe { get(self.table, field, self.object) }
    }

    fn compared(&self) -> impl Iterator<Item = &'static FieldRow> {
        self.table.fields.iter().filter(|field| field.options.compare)
    }
}

/// Identity first, then every field; those that Rust can compare go first, since that is one borrow
/// and no Python code.
fn eq(a: &Operand<'_, '_>, b: &Operand<'_, '_>) -> PyResult<bool> {
    if a.object.is(b.object) {
        return Ok(true);
    }
    let mut equal = true;
    a.with(b, |a_value, b_value| {
        equal = a.compared().all(|field| match field.table.eq {
            // SAFETY: both pointers are to values of the class.
            Some(eq) => unsafe { eq(field.of(a_value), field.of(b_value)) },
            None => true,
        });
    })?;
    if !equal {
        return Ok(false);
    }
    // Python's own comparison runs outside the borrow: it may use the objects.
    for field in a.compared().filter(|field| field.table.eq.is_none()) {
        let _deeper = Recursion::enter("in comparison")?;
        if !a.field(field)?.eq(b.field(field)?)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// As tuples of the fields compare: by the first that are not equal.
fn order(a: &Operand<'_, '_>, b: &Operand<'_, '_>, op: CompareOp) -> PyResult<bool> {
    if a.object.is(b.object) {
        return Ok(matches!(op, CompareOp::Le | CompareOp::Ge));
    }
    for field in a.compared() {
        if let (Some(eq), Some(order)) = (field.table.eq, field.table.order) {
            let mut decided = None;
            a.with(b, |a, b| {
                // SAFETY: both pointers are to values of the class.
                let (a, b) = unsafe { (field.of(a), field.of(b)) };
                // SAFETY: as above.
                if !unsafe { eq(a, b) } {
                    // SAFETY: as above. NaN is neither less nor greater.
                    decided = Some(unsafe { order(a, b) }.is_some_and(|order| op.matches(order)));
                }
            })?;
            if let Some(decided) = decided {
                return Ok(decided);
            }
        } else {
            let _deeper = Recursion::enter("in comparison")?;
            let (a, b) = (a.field(field)?, b.field(field)?);
            if !a.is(&b) && !a.eq(&b)? {
                return a.rich_compare(b, op)?.is_truthy();
            }
        }
    }
    Ok(op.matches(Ordering::Equal))
}

/// # Safety
///
/// `object` is an instance of the class.
pub(super) unsafe fn hash(table: &ClassTable, object: &Bound<'_, PyAny>) -> PyResult<isize> {
    let mut hasher = Hasher::new(object.py())?;
    let hashed = || table.fields.iter().filter(|field| field.options.hash);
    // SAFETY: the caller's promise.
    unsafe {
        (table.access.read)(object, &mut |value| {
            for field in hashed() {
                if let Some(hash) = field.table.hash {
                    hash(field.of(value), &mut hasher);
                }
            }
        })?;
    }
    // Python's own hash runs outside the borrow: it may use the object.
    for field in hashed().filter(|field| field.table.hash.is_none()) {
        let _deeper = Recursion::enter("while hashing")?;
        // SAFETY: as above.
        hasher.object(&unsafe { get(table, field, object) }?)?;
    }
    Ok(hasher.finish())
}

/// What the same stdlib dataclass prints, `...` for an instance inside itself.
///
/// # Safety
///
/// `object` is an instance of the class.
pub(super) unsafe fn repr<'py>(
    table: &ClassTable,
    object: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyString>> {
    // Only a Python object in a field can lead back here.
    let may_recurse =
        table.fields.iter().any(|field| field.options.repr && field.table.repr.is_none());
    if !may_recurse {
        // SAFETY: the caller's promise.
        return unsafe { repr_fields(table, object) };
    }
    let _deeper = Recursion::enter("while getting the repr of an object")?;
    let Some(_guard) = ReprGuard::enter(object)? else {
        return Ok(PyString::new(object.py(), "..."));
    };
    // SAFETY: the caller's promise.
    unsafe { repr_fields(table, object) }
}

/// # Safety
///
/// `object` is an instance of the class.
unsafe fn repr_fields<'py>(
    table: &ClassTable,
    object: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyString>> {
    let py = object.py();
    // What came before a text that Rust cannot hold: one with surrogates.
    let mut before = Vec::new();
    let mut out = object.get_type().qualname()?.to_string_lossy().into_owned();
    let mut separator = '(';
    for field in table.fields.iter().filter(|field| field.options.repr) {
        out.push(separator);
        if separator == ',' {
            out.push(' ');
        }
        separator = ',';
        out.push_str(field.name());
        out.push('=');
        if field.options.secret {
            out.push('\'');
            out.push_str(HIDDEN);
            out.push('\'');
        } else if let Some(repr) = field.table.repr {
            // SAFETY: the caller's promise.
            unsafe {
                (table.access.read)(object, &mut |value| repr(field.of(value), &mut out))?;
            }
        } else {
            // SAFETY: the caller's promise.
            let value = unsafe { get(table, field, object) }?;
            let text = value.repr()?;
            match text.to_cow() {
                Ok(text) => out.push_str(&text),
                Err(_) => {
                    before.extend([PyString::new(py, &out), text]);
                    out.clear();
                }
            }
        }
    }
    if separator == '(' {
        out.push('(');
    }
    out.push(')');
    let end = PyString::new(py, &out);
    if before.is_empty() {
        return Ok(end);
    }
    before.push(end);
    let joined = PyString::new(py, "").call_method1(intern!(py, "join"), (before,))?;
    Ok(joined.cast_into()?)
}

/// Marks an object as being printed by this thread.
struct ReprGuard<'a, 'py>(&'a Bound<'py, PyAny>);

impl<'a, 'py> ReprGuard<'a, 'py> {
    /// `None` if the object is being printed already.
    fn enter(object: &'a Bound<'py, PyAny>) -> PyResult<Option<Self>> {
        // SAFETY: the object is live and the interpreter attached.
        match unsafe { ffi::Py_ReprEnter(object.as_ptr()) } {
            0 => Ok(Some(Self(object))),
            1 => Ok(None),
            _ => Err(PyErr::fetch(object.py())),
        }
    }
}

impl Drop for ReprGuard<'_, '_> {
    fn drop(&mut self) {
        // SAFETY: entered with this very object.
        unsafe { ffi::Py_ReprLeave(self.0.as_ptr()) };
    }
}
