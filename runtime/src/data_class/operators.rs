//! `==`, `<` and its kin, `hash` and `repr`.

use std::cmp::Ordering;

use pyo3::basic::CompareOp;
use pyo3::ffi;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyString;

#[cfg(direct)]
use super::direct;
use super::table::{Attribute, ClassTable};
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
    table: &'static ClassTable,
    a: &Bound<'_, PyAny>,
    b: &Bound<'_, PyAny>,
    op: CompareOp,
) -> PyResult<Option<bool>> {
    let ordering = !matches!(op, CompareOp::Eq | CompareOp::Ne);
    if !a.get_type().is(b.get_type()) || (ordering && !table.options.order) {
        return Ok(None);
    }
    // `b` is of `a`'s class.
    let operands = Operands { table, a, b };
    match op {
        CompareOp::Eq => operands.eq().map(Some),
        CompareOp::Ne => operands.eq().map(|equal| Some(!equal)),
        _ => operands.order(op).map(Some),
    }
}

/// Two instances of one class.
#[derive(Clone, Copy)]
struct Operands<'a, 'py> {
    table: &'static ClassTable,
    a: &'a Bound<'py, PyAny>,
    b: &'a Bound<'py, PyAny>,
}

impl<'py> Operands<'_, 'py> {
    /// Calls with the Rust values of both in one layer.
    fn with(&self, layer: &ClassTable, mut f: impl FnMut(*const u8, *const u8)) -> PyResult<()> {
        let read = layer.access.read;
        let mut inner = Ok(());
        // SAFETY: both are instances of the class, and so of those it extends.
        unsafe {
            read(self.a, &mut |a| {
                inner = read(self.b, &mut |b| f(a, b));
            })?;
        }
        inner
    }

    /// The Python values of both in one field.
    fn values(&self, field: &Attribute) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyAny>)> {
        // SAFETY: as above.
        unsafe { Ok((field.get(self.a)?, field.get(self.b)?)) }
    }

    fn compared(&self) -> impl Iterator<Item = &'static Attribute> {
        self.table.attributes().iter().filter(|field| field.options.compare)
    }

    /// Identity first, then every field; those that Rust can compare go first, since that is one
    /// borrow a layer and no Python code.
    fn eq(&self) -> PyResult<bool> {
        if self.a.is(self.b) {
            return Ok(true);
        }
        for layer in self.table.layers() {
            let mut equal = true;
            self.with(layer, |a, b| {
                equal = self.compared().filter(|field| field.is_of(layer)).all(|field| {
                    match field.eq() {
                        // SAFETY: both pointers are to values of the layer.
                        Some(eq) => unsafe { eq(field.of(a), field.of(b)) },
                        None => true,
                    }
                });
            })?;
            if !equal {
                return Ok(false);
            }
        }
        // Python's own comparison runs outside the borrow: it may use the objects.
        for field in self.compared().filter(|field| field.eq().is_none()) {
            let _deeper = Recursion::enter("in comparison")?;
            let (a, b) = self.values(field)?;
            if !a.eq(b)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// As tuples of the fields compare: by the first that are not equal.
    fn order(&self, op: CompareOp) -> PyResult<bool> {
        if self.a.is(self.b) {
            return Ok(matches!(op, CompareOp::Le | CompareOp::Ge));
        }
        for field in self.compared() {
            if let (Some(eq), Some(order)) = (field.eq(), field.order()) {
                let mut decided = None;
                self.with(field.owner, |a, b| {
                    // SAFETY: both pointers are to values of the layer.
                    let (a, b) = unsafe { (field.of(a), field.of(b)) };
                    // SAFETY: as above.
                    if !unsafe { eq(a, b) } {
                        // SAFETY: as above. NaN is neither less nor greater.
                        let order = unsafe { order(a, b) };
                        decided = Some(order.is_some_and(|order| op.matches(order)));
                    }
                })?;
                if let Some(decided) = decided {
                    return Ok(decided);
                }
            } else {
                let _deeper = Recursion::enter("in comparison")?;
                let (a, b) = self.values(field)?;
                if !a.is(&b) && !a.eq(&b)? {
                    return a.rich_compare(b, op)?.is_truthy();
                }
            }
        }
        Ok(op.matches(Ordering::Equal))
    }
}

/// # Safety
///
/// `object` is an instance of the class.
pub(super) unsafe fn hash(
    table: &'static ClassTable,
    object: &Bound<'_, PyAny>,
) -> PyResult<isize> {
    let mut hasher = Hasher::new(object.py())?;
    let hashed = || table.attributes().iter().filter(|field| field.options.hash);
    for layer in table.layers() {
        // SAFETY: the caller's promise.
        unsafe {
            (layer.access.read)(object, &mut |value| {
                for field in hashed().filter(|field| field.is_of(layer)) {
                    if let Some(hash) = field.hash() {
                        hash(field.of(value), &mut hasher);
                    }
                }
            })?;
        }
    }
    // Python's own hash runs outside the borrow: it may use the object.
    for field in hashed().filter(|field| field.hash().is_none()) {
        let _deeper = Recursion::enter("while hashing")?;
        // SAFETY: as above.
        hasher.object(&unsafe { field.get(object) }?)?;
    }
    Ok(hasher.finish())
}

/// What the same stdlib dataclass prints, `...` for an instance inside itself.
///
/// # Safety
///
/// `object` is an instance of the class.
pub(super) unsafe fn repr<'py>(
    table: &'static ClassTable,
    object: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyString>> {
    // SAFETY: the caller's promise.
    #[cfg(direct)]
    if let Some(text) = unsafe { direct::slots::repr(table, object) } {
        return Ok(text);
    }
    // Only a Python object in a field can lead back here.
    let may_recurse =
        table.attributes().iter().any(|field| field.options.repr && field.repr().is_none());
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
    table: &'static ClassTable,
    object: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyString>> {
    let py = object.py();
    // What came before a text that Rust cannot hold: one with surrogates.
    let mut before = Vec::new();
    let mut out = object.get_type().qualname()?.to_string_lossy().into_owned();
    let mut separator = '(';
    for field in table.attributes().iter().filter(|field| field.options.repr) {
        out.push(separator);
        if separator == ',' {
            out.push(' ');
        }
        separator = ',';
        if !table.options.newtype {
            out.push_str(field.name());
            out.push('=');
        }
        if field.options.secret {
            out.push('\'');
            out.push_str(HIDDEN);
            out.push('\'');
        } else if let Some(repr) = field.repr() {
            // SAFETY: the caller's promise.
            unsafe {
                (field.owner.access.read)(object, &mut |value| {
                    repr(field.of(value), &mut out);
                })?;
            }
        } else {
            // SAFETY: the caller's promise.
            let value = unsafe { field.get(object) }?;
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
pub(crate) struct ReprGuard<'a, 'py>(&'a Bound<'py, PyAny>);

impl<'a, 'py> ReprGuard<'a, 'py> {
    /// `None` if the object is being printed already.
    pub(crate) fn enter(object: &'a Bound<'py, PyAny>) -> PyResult<Option<Self>> {
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
