//! `build()` and `build_many()`: from drafts to instances.

use std::cell::RefCell;

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyMapping, PyString, PyType};

use super::class::Builder;
use super::copy;
use super::draft::{Draft, Mark};
use super::table::BuilderTable;
use super::update;
use crate::data_class::construct::{Partial, Purpose, new_instance, run_hooks};
use crate::error::{BuilderError, MISSING, Report};

/// The fields that have no value and can have none by themselves.
pub(super) fn missing(draft: &Draft) -> Vec<&'static str> {
    let fields = draft.table().fields().iter().enumerate();
    fields
        .filter(|(index, field)| !draft.has(*index) && !field.is_optional())
        .map(|(_, field)| field.key())
        .collect()
}

/// `build()`
pub(super) fn build<'py>(builder: &Bound<'py, Builder>) -> PyResult<Bound<'py, PyAny>> {
    let (py, class) = (builder.py(), builder.get().class.bind(builder.py()));
    outcome(builder)?
        .map_err(|wrong| BuilderError::new_err(class, wrong.missing(py, None), wrong.issues))
}

/// The instance, or why there is none.
pub(super) fn outcome<'py>(
    builder: &Bound<'py, Builder>,
) -> PyResult<Result<Bound<'py, PyAny>, Wrong<'py>>> {
    let (py, this) = (builder.py(), builder.get());
    #[cfg(direct)]
    if let Some(instance) = super::direct::build(this, py) {
        return Ok(Ok(instance));
    }
    let draft = this.draft(py)?.copied(py)?;
    finished(this.class.bind(py), copy::of_its_own(draft, py)?)
}

/// `build_many()`
pub(super) fn build_many<'py>(
    builder: &Bound<'py, Builder>,
    rows: &Bound<'py, PyAny>,
) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let (py, this) = (builder.py(), builder.get());
    let class = this.class.bind(py);
    let template = this.draft(py)?.copied(py)?;
    let (mut instances, mut missing, mut issues) = (Vec::new(), Vec::new(), Vec::new());
    for (index, row) in rows.try_iter()?.enumerate() {
        match of_row(class, template.copied(py)?, &row?)? {
            Ok(instance) => instances.push(instance),
            Err(wrong) => {
                missing.extend(wrong.missing(py, Some(index)));
                for issue in wrong.issues {
                    issues.push(inside(index, issue)?);
                }
            }
        }
    }
    if missing.is_empty() && issues.is_empty() {
        return Ok(instances);
    }
    Err(BuilderError::new_err(class, missing, issues))
}

/// The instance of a draft with the values of a mapping on top, or why there is none.
pub(super) fn of_row<'py>(
    class: &Bound<'py, PyType>,
    mut draft: Draft,
    row: &Bound<'py, PyAny>,
) -> PyResult<Result<Bound<'py, PyAny>, Wrong<'py>>> {
    let py = class.py();
    let mut report = Report::new(py);
    if row.cast::<PyMapping>().is_err() {
        let msg = "must be a mapping from field names to values";
        report.push("mapping_type", msg, |_| Ok(row.clone()), &[]);
        return Ok(Err(Wrong { missing: Vec::new(), issues: report.into_issues()? }));
    }
    let mut staged = Vec::new();
    update::stage(draft.table(), row, &mut staged, &mut report)?;
    update::report_repeated(update::set_already(&draft, &staged), &mut report);
    // SAFETY: the values are staged for these fields.
    drop(unsafe { update::put(&mut draft, staged) });
    let before = report.into_issues()?;
    if before.is_empty() {
        return finished(class, copy::of_its_own(draft, py)?);
    }
    // What is missing is not, if it was given and is wrong.
    let given = |name: &str| {
        before.iter().any(|issue| {
            let loc = issue.get_item("loc").ok().flatten();
            loc.and_then(|loc| loc.get_item(0).ok())
                .is_some_and(|first| first.eq(name).unwrap_or(false))
        })
    };
    let missing = missing(&draft).into_iter().filter(|name| !given(name)).collect();
    Ok(Err(Wrong { missing, issues: before }))
}

/// The problem of the row at an index.
fn inside(index: usize, issue: Bound<'_, PyDict>) -> PyResult<Bound<'_, PyDict>> {
    let py = issue.py();
    let loc = issue.get_item("loc")?.unwrap_or_else(|| pyo3::types::PyTuple::empty(py).into_any());
    issue.set_item("loc", (index,).into_pyobject(py)?.into_any().add(loc)?)?;
    Ok(issue)
}

/// Why there is no instance.
pub(super) struct Wrong<'py> {
    missing: Vec<&'static str>,
    issues: Vec<Bound<'py, PyDict>>,
}

impl<'py> Wrong<'py> {
    /// Reports it, as what is wrong with the value at the report's place. Names of fields are no secret.
    pub(super) fn report(self, report: &mut Report<'py>) {
        let mut own = Report::new(report.py());
        for name in self.missing {
            own.at_field(name, false, |own| {
                own.push(MISSING, "is missing", |py| Ok(py.None().into_bound(py)), &[]);
            });
        }
        match own.into_issues() {
            Ok(missing) => {
                missing.into_iter().chain(self.issues).for_each(|issue| report.adopt(issue));
            }
            Err(error) => report.fail(error),
        }
    }

    /// The names, with the row that they are missing in.
    fn missing(&self, py: Python<'py>, row: Option<usize>) -> Vec<Bound<'py, PyAny>> {
        let named = |name: &&str| match row {
            None => PyString::new(py, name).into_any(),
            Some(row) => PyString::new(py, &format!("[{row}].{name}")).into_any(),
        };
        self.missing.iter().map(named).collect()
    }
}

/// The instance that a draft is for, or all that is missing and wrong.
fn finished<'py>(
    class: &Bound<'py, PyType>,
    mut draft: Draft,
) -> PyResult<Result<Bound<'py, PyAny>, Wrong<'py>>> {
    let (py, table) = (class.py(), draft.table());
    let mut report = Report::new(py);
    if let Some(validate) = table.validate {
        validate.call(&draft, &mut report);
    }
    let missing = missing(&draft);
    fill_defaults(&mut draft);
    check(&draft, &mut report);
    if !missing.is_empty() || !report.is_empty() {
        return Ok(Err(Wrong { missing, issues: report.into_issues()? }));
    }
    instance(table, class, draft)
}

/// Gives the fields without a value their defaults.
fn fill_defaults(draft: &mut Draft) {
    for (index, field) in draft.table().fields().iter().enumerate() {
        if draft.has(index) {
            continue;
        }
        // SAFETY: both write a value of the field's type.
        let filled = unsafe {
            draft.fill(index, |slot| {
                match (field.default, field.table.absent) {
                    (Some(default), _) => default.write(slot),
                    (None, Some(absent)) => absent(slot),
                    (None, None) => return Err(()),
                }
                Ok(())
            })
        };
        // `missing` tells of those that have none.
        filled.unwrap_or_default();
    }
}

/// Reports what is wrong with the values that have not been checked.
fn check(draft: &Draft, report: &mut Report<'_>) {
    for (index, field) in draft.table().fields().iter().enumerate() {
        // `post_init` has the last word on a field that is no parameter.
        if draft.mark(index) == Mark::Unchecked
            && field.options.init
            && let Some(value) = draft.value(index)
        {
            // SAFETY: it is a value of the field's type.
            unsafe { field.check(value, field.key(), report) };
        }
    }
}

/// The instance of a complete draft, or what the class's own functions object to.
fn instance<'py>(
    table: &'static BuilderTable,
    class: &Bound<'py, PyType>,
    mut draft: Draft,
) -> PyResult<Result<Bound<'py, PyAny>, Wrong<'py>>> {
    let py = class.py();
    let issues = RefCell::new(Vec::new());
    let mut fill = |layer: usize, slot: *mut u8| {
        let class = table.class().layers()[layer];
        let mut partial = Partial::new(class, table.class().name, Purpose::Construct, slot);
        partial.write_skipped();
        // SAFETY: the draft is complete, and the slot is room for a value of the layer.
        unsafe {
            draft.move_layer(layer, slot);
            partial.assume_fields();
        }
        partial.complete();
        Ok(())
    };
    let mut finish = |layers: &[*mut u8]| {
        let mut report = Report::new(py);
        // SAFETY: the layers are complete.
        unsafe { run_hooks(table.class(), layers, Purpose::Construct, &mut report) };
        let found = report.into_issues()?;
        if found.is_empty() {
            return Ok(());
        }
        *issues.borrow_mut() = found;
        // Only a sign that there is no instance: what is told is in `issues`.
        Err(pyo3::exceptions::PyValueError::new_err(()))
    };
    // SAFETY: `class` is the class of the table or a subclass of it.
    let made = unsafe { new_instance(table.class(), class, &mut fill, &mut finish) };
    let issues = issues.take();
    match made {
        Err(_) if !issues.is_empty() => Ok(Err(Wrong { missing: Vec::new(), issues })),
        made => made.map(Ok),
    }
}
