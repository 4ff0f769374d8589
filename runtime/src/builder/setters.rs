//! The setters, one for each field: what they do, and how they get into the builder's class.

use std::ffi::{CStr, CString, c_int};

use pyo3::ffi;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyType;

use super::build::Wrong;
use super::class::Builder;
#[cfg(direct)]
use super::direct;
use super::draft::Mark;
use super::table::{BuilderField, BuilderTable, Setter};
use super::value::Value;
use crate::error::{BuilderError, ConvertError, Report};
use crate::pyo3_internals::raw::{self, MethodDef};

/// The setter of the field at an index, under this name. The functions know no more of their class than
/// that, so that all classes share them.
pub const fn setter<const INDEX: usize>(name: &'static CStr) -> Setter {
    #[cfg(direct)]
    let (set, maybe) = (direct::set::<INDEX> as _, direct::maybe::<INDEX> as _);
    #[cfg(not(direct))]
    let (set, maybe) = (raw::binaryfunc::<Set<INDEX>> as _, raw::binaryfunc::<Maybe<INDEX>> as _);
    Setter { name, set, maybe }
}

pub(super) struct Set<const INDEX: usize>;
pub(super) struct Maybe<const INDEX: usize>;

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
pub(super) unsafe fn arguments<'a, 'py>(
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
    let mut new = field.converted(value).map_err(|refusal| refused(this, field, refusal, py))?;
    let mut report = Report::new(py);
    // SAFETY: it is a value of the field's type.
    unsafe { field.check(new.pointer(), field.name(), &mut report) };
    report.finish(field.owner.type_object)?;
    let mut draft = this.draft(py)?;
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
    builder_error(builder, report)
}

/// The exception for a value that cannot be a field's.
fn refused<'py>(
    builder: &Builder,
    field: &BuilderField,
    refusal: Refusal<'py>,
    py: Python<'py>,
) -> PyErr {
    match refusal {
        Refusal::Convert(error) => field.refused(error, py),
        Refusal::Raised(error) => error,
        Refusal::Unbuilt(wrong) => {
            let mut report = Report::new(py);
            report.at_field(field.key(), field.options.secret, |report| wrong.report(report));
            builder_error(builder, report)
        }
    }
}

fn builder_error(builder: &Builder, report: Report<'_>) -> PyErr {
    let class = builder.class.bind(report.py());
    match report.into_issues() {
        Ok(issues) => BuilderError::new_err(class, Vec::new(), issues),
        Err(error) => error,
    }
}

/// Why a value cannot be that of a field.
pub(super) enum Refusal<'py> {
    /// It does not convert.
    Convert(ConvertError),
    /// The user's own function has raised an exception, which leaves as it is.
    Raised(PyErr),
    /// The object that it describes cannot be built.
    Unbuilt(Wrong<'py>),
}

impl<'py> Refusal<'py> {
    /// Reports it for the value, whose place is the report's.
    pub(super) fn report(self, value: &Bound<'py, PyAny>, report: &mut Report<'py>) {
        match self {
            Self::Convert(error) => error.report(value, report),
            Self::Raised(error) => report.fail(error),
            Self::Unbuilt(wrong) => wrong.report(report),
        }
    }
}

impl BuilderField {
    /// The Rust value of a Python value, or of what the field's options make of that.
    pub(super) fn converted<'py>(&self, value: &Bound<'py, PyAny>) -> Result<Value, Refusal<'py>> {
        let error = match self.direct(value) {
            Ok(value) => return Ok(value),
            Err(error) => error,
        };
        match (self.row.nested, self.row.into) {
            _ if !error.is_finding(value.py()) => Err(Refusal::Convert(error)),
            (Some(nested), _) => nested.converted(self, value, error),
            (None, Some(into)) => into.converted(self, value, error).map_err(Refusal::Convert),
            (None, None) => Err(Refusal::Convert(error)),
        }
    }

    /// The Rust value of a Python value.
    pub(super) fn direct(&self, value: &Bound<'_, PyAny>) -> Result<Value, ConvertError> {
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
    pub(super) fn refused(&self, error: ConvertError, py: Python<'_>) -> PyErr {
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

/// Gives the builder's class its setters and adders.
pub(super) fn install(class: &Bound<'_, PyType>, table: &'static BuilderTable) -> PyResult<()> {
    for field in table.fields() {
        let Some(setter) = field.row.setter else { continue };
        let maybe = CString::new(format!("maybe_{}", field.key()))?;
        let doc = field.doc.to_string_lossy();
        let unless = format!("As {}(), unless the value is None.", setter.name.to_string_lossy());
        install_one(class, setter.name, (setter.set, ffi::METH_O), "value", &doc)?;
        install_one(class, &maybe, (setter.maybe, ffi::METH_O), "value", &unless)?;
        let Some(adder) = field.row.adder else { continue };
        let doc = if adder.is_map {
            format!("Set an entry of {}.", field.key())
        } else {
            format!("Add an item to {}.", field.key())
        };
        let (flags, parameters) =
            if adder.is_map { (ffi::METH_VARARGS, "key, value") } else { (ffi::METH_O, "item") };
        install_one(class, adder.name, (adder.function, flags), parameters, &doc)?;
    }
    Ok(())
}

/// Gives the class a method, unless it has one of its own. The parameters are positional.
fn install_one(
    class: &Bound<'_, PyType>,
    name: &CStr,
    (function, flags): (ffi::PyCFunction, c_int),
    parameters: &str,
    doc: &str,
) -> PyResult<()> {
    let text = name.to_string_lossy();
    if class.getattr(intern!(class.py(), "__dict__"))?.contains(&text)? {
        return Ok(());
    }
    let signature = format!("{text}($self, {parameters}, /)\n--\n\n{doc}");
    // Never freed, as the class is not.
    let definition = Box::leak(Box::new(ffi::PyMethodDef {
        ml_name: CString::from(name).into_raw(),
        ml_meth: ffi::PyMethodDefPointer { PyCFunction: function },
        ml_flags: flags,
        ml_doc: CString::new(signature)?.into_raw(),
    }));
    // SAFETY: class and definition live for ever, and the function has the form that the flags say.
    let method = unsafe {
        let descriptor = ffi::PyDescr_NewMethod(class.as_type_ptr(), definition);
        Bound::from_owned_ptr_or_err(class.py(), descriptor)?
    };
    class.setattr(&*text, method)
}
