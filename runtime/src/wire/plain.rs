//! Dicts and tuples of a class's fields.

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple, PyType};
use pyo3::{Borrowed, exceptions};

use super::depth::{Level, TOO_DEEP};
use super::reader::{Reader, Source};
use super::values::new_instance;
use super::version::VERSION;
use crate::data_class::{ClassTable, construct};

/// What a data class becomes among Python values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A dict of its fields, as `dataclasses.asdict` makes.
    Dict,
    /// A tuple of them, as `dataclasses.astuple` makes.
    Tuple,
    /// A dict of what JSON has: texts for what JSON has no type for, lists for tuples and sets, texts for
    /// keys.
    Wire,
}

/// `to_dict` and `to_tuple`.
///
/// # Safety
///
/// `object` is an instance of the class.
pub(crate) unsafe fn of_instance<'py>(
    table: &'static ClassTable,
    object: &Bound<'py, PyAny>,
    form: Form,
) -> PyResult<Bound<'py, PyAny>> {
    let py = object.py();
    of_fields(table, py, form, &mut |index, make| {
        let wire = &table.wire_attributes()[index];
        #[cfg(direct)]
        if form != Form::Wire && wire.quick_to_py().is_some() {
            // SAFETY: the caller's promise.
            return unsafe { wire.attribute.get(object).map(Some) };
        }
        let mut made = Ok(None);
        // SAFETY: the caller's promise.
        unsafe {
            (wire.attribute.owner.access.read)(object, &mut |value| {
                made = make(wire.attribute.of(value));
            })?;
        }
        made
    })
}

/// The same of a Rust value of a class without a base class.
///
/// # Safety
///
/// `value` points to a value of the class.
pub(crate) unsafe fn of_value<'py>(
    table: &'static ClassTable,
    value: *const u8,
    py: Python<'py>,
    form: Form,
) -> PyResult<Bound<'py, PyAny>> {
    of_fields(table, py, form, &mut |index, make| {
        // SAFETY: the caller's promise.
        make(unsafe { table.wire_attributes()[index].attribute.of(value) })
    })
}

/// The Python value of a field, unless it is left out.
pub(super) type Made<'py> = PyResult<Option<Bound<'py, PyAny>>>;

/// `with` calls with a pointer to the field at an index.
pub(super) fn of_fields<'py>(
    table: &'static ClassTable,
    py: Python<'py>,
    form: Form,
    with: &mut dyn FnMut(usize, &mut dyn FnMut(*const u8) -> Made<'py>) -> Made<'py>,
) -> PyResult<Bound<'py, PyAny>> {
    let Some(_level) = Level::enter() else {
        return Err(exceptions::PyRecursionError::new_err(TOO_DEEP));
    };
    let names = table.cache.wire_names(py, table)?;
    let attributes = table.wire_attributes().iter().enumerate();
    let mut fields = attributes.filter(|(_, wire)| wire.name.is_some()).map(|(index, wire)| {
        let omits = form != Form::Tuple;
        let field = wire.attribute.table;
        let made = with(index, &mut |value| {
            // SAFETY: `with` lends a value of the field.
            unsafe {
                if omits && wire.is_omitted(value) {
                    return Ok(None);
                }
                (field.to_plain)(value, py, form).map(Some)
            }
        });
        Ok::<_, PyErr>((index, made?))
    });
    match form {
        Form::Dict | Form::Wire => {
            let dict = PyDict::new(py);
            if table.tells_version() {
                dict.set_item(intern!(py, VERSION), table.present_version().object(py)?)?;
            }
            for field in fields {
                if let (index, Some(value)) = field? {
                    dict.set_item(names.get_borrowed_item(index)?, value)?;
                }
            }
            Ok(dict.into_any())
        }
        Form::Tuple => {
            let values = fields.try_fold(Vec::new(), |mut values, field| {
                values.extend(field?.1);
                Ok::<_, PyErr>(values)
            })?;
            Ok(PyTuple::new(py, values)?.into_any())
        }
    }
}

/// `from_dict`, and what comes after bytes that did not read at once.
///
/// # Safety
///
/// `class` is the class of `table` or a subclass of it.
pub(super) unsafe fn read<'py>(
    table: &'static ClassTable,
    class: &Bound<'py, PyType>,
    value: Borrowed<'_, 'py, PyAny>,
    source: Source,
) -> PyResult<Bound<'py, PyAny>> {
    let mut reader = Reader::new(class.py(), source);
    // SAFETY: the caller's promise.
    let instance = unsafe { read_instance(table, class, value, &mut reader) };
    match instance {
        Ok(Some(instance)) => Ok(instance),
        Err(error) => Err(error),
        Ok(None) => Err(reader.rejection(table)),
    }
}

/// One instance; `None` if the reader has found problems.
///
/// # Safety
///
/// As for [`read`].
pub(crate) unsafe fn read_instance<'py>(
    table: &'static ClassTable,
    class: &Bound<'py, PyType>,
    value: Borrowed<'_, 'py, PyAny>,
    reader: &mut Reader<'py>,
) -> PyResult<Option<Bound<'py, PyAny>>> {
    construct::check_makes(table, class)?;
    let mut is_right = true;
    let mut fill = |slots: &[*mut u8]| {
        // SAFETY: the slots are room for the values of the layers.
        is_right = unsafe { reader.class(table, value, slots) };
        if is_right { Ok(()) } else { Err(exceptions::PyValueError::new_err(())) }
    };
    // SAFETY: the caller's promise.
    let instance = unsafe { new_instance(table, class, &mut fill) };
    if is_right { instance.map(Some) } else { Ok(None) }
}
