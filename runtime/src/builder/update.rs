//! `update()` and `unset()`.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyMapping, PyString, PyTuple};

use super::class::Builder;
use super::draft::{Draft, Mark};
use super::table::{BuilderField, BuilderTable};
use super::value::Value;
use crate::error::{BuilderError, Report, type_name};
use crate::suggest;

/// Values that are converted and checked, by field.
type Staged = Vec<(usize, Value)>;

/// `update(mapping, **kwargs)`
pub(super) fn update<'py>(
    builder: &Bound<'py, Builder>,
    values: Option<&Bound<'py, PyAny>>,
    kwargs: Option<&Bound<'py, PyDict>>,
) -> PyResult<()> {
    let (py, this) = (builder.py(), builder.get());
    let mut report = Report::new(py);
    let mut staged = Vec::new();
    if let Some(values) = values {
        stage(this.table, values, &mut staged, &mut report)?;
    }
    if let Some(kwargs) = kwargs {
        stage(this.table, kwargs.as_any(), &mut staged, &mut report)?;
    }
    let (mut repeated, mut replaced) = (Vec::new(), Vec::new());
    {
        let mut draft = this.draft(py)?;
        repeated.extend(set_already(&draft, &staged));
        if report.is_empty() && repeated.is_empty() {
            // SAFETY: the values are staged for these fields.
            replaced = unsafe { put(&mut draft, staged) };
        }
    }
    drop(replaced);
    report_repeated(repeated, &mut report);
    let issues = report.into_issues()?;
    if issues.is_empty() {
        return Ok(());
    }
    Err(BuilderError::new_err(this.class.bind(py), Vec::new(), issues))
}

/// The fields that can be set once, and have been.
pub(super) fn set_already(
    draft: &Draft,
    staged: &Staged,
) -> impl Iterator<Item = &'static BuilderField> {
    let set_again = |(index, _): &(usize, Value)| {
        let field = &draft.table().fields()[*index];
        (field.row.set_once && draft.has(*index)).then_some(field)
    };
    staged.iter().filter_map(set_again)
}

/// Reports them; where nothing is locked, since a report is of Python objects.
pub(super) fn report_repeated(
    repeated: impl IntoIterator<Item = &'static BuilderField>,
    report: &mut Report<'_>,
) {
    for field in repeated {
        field.report_set_already(report);
    }
}

/// Puts staged values in; returns those that were there, to be dropped where nothing is locked.
///
/// # Safety
///
/// The values are of the types of their fields.
pub(super) unsafe fn put(draft: &mut Draft, staged: Staged) -> Vec<Option<Value>> {
    // SAFETY: the caller's promise.
    let put = |(index, value)| unsafe { draft.put(index, value, Mark::Checked) };
    staged.into_iter().map(put).collect()
}

/// Converts and checks what a mapping has, and reports what is wrong with it.
///
/// # Errors
///
/// A `TypeError` if it is no mapping, and what it raises itself.
pub(super) fn stage<'py>(
    table: &'static BuilderTable,
    values: &Bound<'py, PyAny>,
    staged: &mut Staged,
    report: &mut Report<'py>,
) -> PyResult<()> {
    let Ok(mapping) = values.cast::<PyMapping>() else {
        return Err(PyTypeError::new_err(format!(
            "{}: expected a mapping from field names to values, got {}",
            table.class().name,
            type_name(values),
        )));
    };
    for item in mapping.items()?.try_iter()? {
        let (name, value): (Bound<'py, PyAny>, Bound<'py, PyAny>) = item?.extract()?;
        stage_one(table, &name, &value, staged, report);
    }
    Ok(())
}

fn stage_one<'py>(
    table: &'static BuilderTable,
    name: &Bound<'py, PyAny>,
    value: &Bound<'py, PyAny>,
    staged: &mut Staged,
    report: &mut Report<'py>,
) {
    let Some(index) = position(table, name) else {
        report.at(
            |_| Ok(name.clone()),
            |report| {
                let msg = unknown(table, name);
                // It may be a secret under a misspelt name.
                let secret = table.fields().iter().any(|field| field.options.secret);
                report.hide(secret);
                report.push("unexpected_keyword_argument", &msg, |_| Ok(value.clone()), &[]);
                report.show(secret);
            },
        );
        return;
    };
    let field = &table.fields()[index];
    report.at_field(field.key(), field.options.secret, |report| {
        let before = report.count();
        match field.converted(value) {
            Ok(mut new) => {
                // SAFETY: it is a value of the field's type.
                unsafe { field.check_here(new.pointer(), report) };
                if report.count() == before {
                    staged.push((index, new));
                }
            }
            Err(error) => error.report(value, report),
        }
    });
}

fn position(table: &'static BuilderTable, name: &Bound<'_, PyAny>) -> Option<usize> {
    let name = name.cast::<PyString>().ok()?;
    table.position(&name.to_cow().ok()?)
}

/// What is wrong with a name that no field has.
fn unknown(table: &'static BuilderTable, name: &Bound<'_, PyAny>) -> String {
    let class = table.class().name;
    let Ok(name) = name.cast::<PyString>() else {
        return format!("is no field of {class}: names are texts");
    };
    let settable = table.fields().iter().filter(|field| field.row.setter.is_some());
    match suggest::nearest(&name.to_string_lossy(), settable.map(BuilderField::key)) {
        Some(near) => format!("is no field of {class}: did you mean '{near}'?"),
        None => format!("is no field of {class}"),
    }
}

/// `unset(*names)`
pub(super) fn unset(builder: &Bound<'_, Builder>, names: &Bound<'_, PyTuple>) -> PyResult<()> {
    let (py, this) = (builder.py(), builder.get());
    let mut indices = Vec::new();
    for name in names {
        match position(this.table, &name) {
            Some(index) => indices.push(index),
            None => {
                return Err(PyTypeError::new_err(format!(
                    "{}.unset(): {} {}",
                    this.table.name,
                    name.repr()?,
                    unknown(this.table, &name),
                )));
            }
        }
    }
    let taken: Vec<_> = {
        let mut draft = this.draft(py)?;
        indices.into_iter().map(|index| draft.take(index)).collect()
    };
    drop(taken);
    Ok(())
}
