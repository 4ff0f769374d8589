//! `==` and `repr`.

use std::fmt::Write as _;

use pyo3::prelude::*;

use super::build;
use super::class::Builder;
use super::draft::Draft;
use super::table::BuilderField;
use crate::data_class::operators::ReprGuard;
use crate::error::HIDDEN;

/// Builders are equal if they are of one class and have equal values.
pub(super) fn eq<'py>(
    builder: &Bound<'py, Builder>,
    other: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = builder.py();
    let other = match other.cast::<Builder>() {
        Ok(other) if builder.get_type().is(other.get_type()) => other,
        _ => return Ok(py.NotImplemented().into_bound(py)),
    };
    let equal = builder.is(other)
        || (builder.get().class.is(&other.get().class) && have_equal_values(builder, other)?);
    Ok(equal.into_pyobject(py)?.to_owned().into_any())
}

fn have_equal_values(a: &Bound<'_, Builder>, b: &Bound<'_, Builder>) -> PyResult<bool> {
    let py = a.py();
    // One after the other: nobody waits for a lock who has one.
    let a = a.get().draft(py)?.copied(py)?;
    let b = b.get().draft(py)?.copied(py)?;
    for (index, field) in a.table().fields().iter().enumerate() {
        let equal = match (a.value(index), b.value(index)) {
            (None, None) => true,
            // SAFETY: both are of the field's type.
            (Some(a), Some(b)) => match field.eq() {
                // SAFETY: as above.
                Some(eq) => unsafe { eq(a, b) },
                None => to_py(field, a, py)?.eq(to_py(field, b, py)?)?,
            },
            _ => false,
        };
        if !equal {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The Python value of a field's value.
pub(super) fn to_py<'py>(
    field: &BuilderField,
    value: *const u8,
    py: Python<'py>,
) -> PyResult<Bound<'py, PyAny>> {
    // SAFETY: callers have the value of the field from a draft.
    unsafe { (field.table.to_py)(value, py) }
}

/// `<ServerBuilder host='db1', tags=['eu']; missing: port>`
pub(super) fn repr(builder: &Bound<'_, Builder>) -> PyResult<String> {
    let (py, this) = (builder.py(), builder.get());
    let mut text = format!("<{}", this.table.name);
    let Some(_guard) = ReprGuard::enter(builder.as_any())? else {
        return Ok(text + " ...>");
    };
    let draft = this.draft(py)?.copied(py)?;
    write_values(&draft, py, &mut text)?;
    let missing = build::missing(&draft);
    if !missing.is_empty() {
        // Writing to a String cannot fail.
        let _ = write!(text, "; missing: {}", missing.join(", "));
    }
    text.push('>');
    Ok(text)
}

fn write_values(draft: &Draft, py: Python<'_>, out: &mut String) -> PyResult<()> {
    let mut separator = " ";
    for (index, field) in draft.table().fields().iter().enumerate() {
        let Some(value) = draft.value(index) else { continue };
        let _ = write!(out, "{separator}{}=", field.key());
        separator = ", ";
        if field.options.secret {
            out.push_str(HIDDEN);
        } else {
            out.push_str(&to_py(field, value, py)?.repr()?.to_string_lossy());
        }
    }
    Ok(())
}
