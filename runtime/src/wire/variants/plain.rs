//! Enums with data among Python values.

use pyo3::Borrowed;
use pyo3::exceptions::{PyRecursionError, PySystemError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString, PyTuple};

use super::{Filler, Part, Style, Tagging, Union, UnionTable, VariantRow};
use crate::wire::depth::{Level, TOO_DEEP};
use crate::wire::plain::of_fields;
use crate::wire::{Form, Reader, Source};

/// The tagged form of a value, or the tuple of its fields.
///
/// # Errors
///
/// Those of making the values of the fields.
pub fn union_to_plain<'py, E: Union>(
    value: &E,
    py: Python<'py>,
    form: Form,
) -> PyResult<Bound<'py, PyAny>> {
    value.with_parts(|index, parts| to_plain(E::union_table(), index, parts, py, form))
}

pub(super) fn to_plain<'py>(
    union: &'static UnionTable,
    index: usize,
    parts: &[Part],
    py: Python<'py>,
    form: Form,
) -> PyResult<Bound<'py, PyAny>> {
    let Some(_level) = Level::enter() else { return Err(PyRecursionError::new_err(TOO_DEEP)) };
    let (name, row) =
        union.variant(index).ok_or_else(|| PySystemError::new_err("there is no such variant"))?;
    if form == Form::Tuple {
        return fields(row, parts, py, form);
    }
    let content = match row.style() {
        Style::Unit => None,
        Style::Struct => Some(fields(row, parts, py, form)?),
        Style::Newtype => values(row, parts, py, form)?.pop(),
        Style::Tuple => {
            let values = values(row, parts, py, form)?;
            Some(match form {
                Form::Wire => PyList::new(py, values)?.into_any(),
                _ => PyTuple::new(py, values)?.into_any(),
            })
        }
    };
    let tagged = PyDict::new(py);
    match (union.tagging, content) {
        (Tagging::External, None) => return Ok(PyString::new(py, name).into_any()),
        (Tagging::External, Some(content)) => tagged.set_item(name, content)?,
        (Tagging::Internal(tag), content) => {
            tagged.set_item(tag, name)?;
            if let Some(content) = content {
                let content = content.cast_into::<PyDict>().map_err(|_| {
                    PyTypeError::new_err(format!(
                        "the variant '{name}' holds no object, which its tag '{tag}' could be in"
                    ))
                })?;
                tagged.update(content.as_mapping())?;
            }
        }
        (Tagging::Adjacent { tag, content: key }, content) => {
            tagged.set_item(tag, name)?;
            if let Some(content) = content {
                tagged.set_item(key, content)?;
            }
        }
    }
    Ok(tagged.into_any())
}

/// A dict or tuple of the fields.
fn fields<'py>(
    row: &VariantRow,
    parts: &[Part],
    py: Python<'py>,
    form: Form,
) -> PyResult<Bound<'py, PyAny>> {
    let table = (row.table)();
    of_fields(table, py, form, &mut |index, make| {
        make(parts[table.wire_attributes()[index].field].0)
    })
}

/// The values of the fields.
fn values<'py>(
    row: &VariantRow,
    parts: &[Part],
    py: Python<'py>,
    form: Form,
) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let value = |(_, wire): (_, &super::WireAttribute)| {
        // SAFETY: the derive pairs the parts with the fields of the class.
        unsafe { (wire.attribute.table.to_plain)(parts[wire.field].0, py, form) }
    };
    row.fields().map(value).collect()
}

/// The value of a tagged form, or a copy of an instance's.
pub fn union_from_plain<'py, E: Union>(
    value: Borrowed<'_, 'py, PyAny>,
    reader: &mut Reader<'py>,
) -> Option<E> {
    from_plain(value, reader, None)
}

/// With `only`, no other variant is taken.
pub(super) fn from_plain<'py, E: Union>(
    value: Borrowed<'_, 'py, PyAny>,
    reader: &mut Reader<'py>,
    only: Option<usize>,
) -> Option<E> {
    let union = E::union_table();
    if reader.source() == Source::Python
        && let Some(index) = E::with_parts_of(&value, |index, _| index)
        && only.is_none_or(|only| only == index)
    {
        return reader.leaf(value);
    }
    let (index, content) = reader.variant(union, value, only)?;
    E::build(
        index,
        Filler(&mut |slots| {
            // SAFETY: the slots are room for the layers of the variant's class.
            unsafe { reader.content(union, index, &content, slots) }
        }),
    )
}
