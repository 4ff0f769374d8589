//! The setters, one for each field: what they do, and how they get into the builder's class.

use std::ffi::{CStr, CString};

use pyo3::ffi;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyType;

use super::class::Builder;
use super::draft::Mark;
use super::table::{BuilderField, BuilderTable, Setter};
use super::value::Value;
use crate::error::{BuilderError, ConvertError, Report};
use crate::pyo3_internals::raw::{self, MethodDef};

/// The setter of the field at an index, under this name. The functions know no more of their class than
/// that, so that all classes share them.
pub const fn setter<const INDEX: usize>(name: &'static CStr) -> Setter {
    Setter { name, set: raw::binaryfunc::<Set<INDEX>>, maybe: raw::binaryfunc::<Maybe<INDEX>> }
}

struct Set<const INDEX: usize>;
struct Maybe<const INDEX: usize>;

impl<const INDEX: usize> MethodDef<raw::binaryfunc::Func> for Set<INDEX> {
    const METH: raw::binaryfunc::Func = |py, builder, value| {
        // SAFETY: the method descriptor calls with an instance of its class, which extends `Builder`,
        // and the one argument.
        let (builder, value) = unsafe { arguments(py, &builder, &value) };
        set(builder, INDEX, value)?;
        Ok(builder.clone().into_ptr())
    };
}

impl<const INDEX: usize> MethodDef<raw::binaryfunc::Func> for Maybe<INDEX> {
    const METH: raw::binaryfunc::Func = |py, builder, value| {
        // SAFETY: as above.
        let (builder, value) = unsafe { arguments(py, &builder, &value) };
        if !value.is_none() {
            set(builder, INDEX, value)?;
        }
        Ok(builder.clone().into_ptr())
    };
}

/// # Safety
///
/// The first is an instance of a builder's class.
unsafe fn arguments<'a, 'py>(
    py: Python<'py>,
    builder: &'a *mut ffi::PyObject,
    value: &'a *mut ffi::PyObject,
) -> (&'a Bound<'py, Builder>, &'a Bound<'py, PyAny>) {
    // SAFETY: the caller's promise.
    unsafe {
        let builder = Bound::ref_from_ptr(py, builder).cast_unchecked();
        (builder, Bound::ref_from_ptr(py, value))
    }
}

/// Converts and checks a value, and puts it in; on any error the builder is as it was.
fn set(builder: &Bound<'_, Builder>, index: usize, value: &Bound<'_, PyAny>) -> PyResult<()> {
    let (py, this) = (builder.py(), builder.get());
    let field = &this.table.fields()[index];
    let mut new = field.converted(value).map_err(|error| field.refused(error, py))?;
    let mut report = Report::new(py);
    // SAFETY: it is a value of the field's type.
    unsafe { field.check(new.pointer(), field.name(), &mut report) };
    report.finish(field.owner.type_object)?;
    let mut draft = this.draft(py);
    if field.row.set_once && draft.has(index) {
        drop(draft);
        return Err(set_already(this, field, py));
    }
    // SAFETY: as above.
    let old = unsafe { draft.put(index, new, Mark::Checked) };
    drop(draft);
    drop(old);
    Ok(())
}

fn set_already(builder: &Builder, field: &BuilderField, py: Python<'_>) -> PyErr {
    let mut report = Report::new(py);
    field.report_set_already(&mut report);
    match report.into_issues() {
        Ok(issues) => BuilderError::new_err(builder.class.bind(py), Vec::new(), issues),
        Err(error) => error,
    }
}

impl BuilderField {
    /// The Rust value of a Python value.
    pub(super) fn converted(&self, value: &Bound<'_, PyAny>) -> Result<Value, ConvertError> {
        let mode = self.owner.options.mode;
        // SAFETY: each writes a value of the field's type if it returns `Ok`.
        unsafe {
            Value::make(self.table, |slot| match self.row.convert.or(self.convert) {
                Some(convert) => convert.into_slot(value.as_borrowed(), slot),
                None => (self.table.from_py)(value.as_borrowed(), mode, slot),
            })
        }
    }

    /// The exception for a value that does not convert, the same as an assignment to the field raises.
    fn refused(&self, error: ConvertError, py: Python<'_>) -> PyErr {
        let (name, secret) = (self.name(), self.options.secret);
        match error.into_problem() {
            Ok(problem) => {
                let mut report = Report::new(py);
                problem.report(name, secret, &mut report);
                report.into_error(self.owner.type_object)
            }
            Err(error) => error.into_py_err(py, self.owner.name, name, secret),
        }
    }

    /// The field can be set once, and has been.
    pub(super) fn report_set_already(&self, report: &mut Report<'_>) {
        report.at_field(self.key(), false, |report| {
            let msg = "is set already, and can be set once: call unset() first";
            report.push("set_once", msg, |py| Ok(py.None().into_bound(py)), &[]);
        });
    }
}

/// Gives the builder's class its setters.
pub(super) fn install(class: &Bound<'_, PyType>, table: &'static BuilderTable) -> PyResult<()> {
    let own = class.getattr(intern!(class.py(), "__dict__"))?;
    for field in table.fields() {
        let Some(setter) = field.row.setter else { continue };
        let maybe = CString::new(format!("maybe_{}", field.key()))?;
        let doc = field.doc.to_string_lossy();
        let unless = format!("As {}(), unless the value is None.", setter.name.to_string_lossy());
        for (name, function, doc) in
            [(setter.name, setter.set, &*doc), (maybe.as_c_str(), setter.maybe, &*unless)]
        {
            let text = name.to_string_lossy();
            if !own.contains(&text)? {
                class.setattr(&*text, method(class, name, function, doc)?)?;
            }
        }
    }
    Ok(())
}

/// A method that takes the builder and one argument.
fn method<'py>(
    class: &Bound<'py, PyType>,
    name: &CStr,
    function: ffi::PyCFunction,
    doc: &str,
) -> PyResult<Bound<'py, PyAny>> {
    let signature = format!("{}($self, value, /)\n--\n\n{doc}", name.to_string_lossy());
    // Never freed, as the class is not.
    let definition = Box::leak(Box::new(ffi::PyMethodDef {
        ml_name: CString::from(name).into_raw(),
        ml_meth: ffi::PyMethodDefPointer { PyCFunction: function },
        ml_flags: ffi::METH_O,
        ml_doc: CString::new(signature)?.into_raw(),
    }));
    // SAFETY: class and definition live for ever, and the function has the form that the flags say.
    unsafe {
        let descriptor = ffi::PyDescr_NewMethod(class.as_type_ptr(), definition);
        Bound::from_owned_ptr_or_err(class.py(), descriptor)
    }
}
