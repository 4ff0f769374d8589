//! What comes after bytes that did not read at once: all that is wrong with them.

use std::marker::PhantomData;

use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyString, PyType};

use super::instances::InstanceSeed;
use super::{Class, Fault, Format};
use crate::data_class::ClassTable;
use crate::error::Report;
use crate::wire::reader::{Reader, Source};

/// # Safety
///
/// As for [`read_one`](super::read_one).
pub(super) unsafe fn collect_one<'py, T: Class>(
    class: &Bound<'py, PyType>,
    content: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let mut reader = Reader::new(class.py(), Source::Wire);
    // SAFETY: the caller's promise.
    let instance = unsafe { T::read_content(class, content.as_borrowed(), &mut reader)? };
    match instance {
        Some(instance) => Ok(instance),
        None => Err(reader.rejection(T::table())),
    }
}

/// # Safety
///
/// As for [`read_one`](super::read_one).
pub(super) unsafe fn collect_list<'py, T: Class>(
    class: &Bound<'py, PyType>,
    content: &Bound<'py, PyAny>,
) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let mut reader = Reader::new(class.py(), Source::Wire);
    let mut instances = Vec::new();
    match content.cast::<PyList>() {
        Ok(list) => {
            for (index, item) in list.iter().enumerate() {
                // SAFETY: the caller's promise.
                let made = unsafe { collect_item::<T>(class, index, &item, &mut reader)? };
                instances.extend(made);
            }
        }
        Err(_) => reader.problem("list_type", "must be a list", content),
    }
    reader.report.finish(T::table().type_object)?;
    Ok(instances)
}

/// The same for each item by itself: those that are right take the fast way. `None` where it takes a look
/// at the whole to say what is wrong.
///
/// # Safety
///
/// As for [`read_one`](super::read_one).
pub(super) unsafe fn collect_items<'py, F: Format, T: Class>(
    class: &Bound<'py, PyType>,
    data: &[u8],
    fault: &Fault,
) -> PyResult<Option<Vec<Bound<'py, PyAny>>>> {
    let (py, table) = (class.py(), T::table());
    let Fault::Data = fault else { return Ok(None) };
    let Some(items) = F::items(data) else { return Ok(None) };
    let mut reader = Reader::new(py, Source::Wire);
    let mut instances = Vec::with_capacity(items.len());
    for (index, item) in items.into_iter().enumerate() {
        if let Ok(instance) = F::read(item, InstanceSeed::<T> { class, of: PhantomData }) {
            instances.push(instance);
            continue;
        }
        let Ok(content) = F::content(py, item)? else { return Ok(None) };
        // SAFETY: the caller's promise.
        instances.extend(unsafe { collect_item::<T>(class, index, &content, &mut reader)? });
    }
    reader.report.finish(table.type_object)?;
    Ok(Some(instances))
}

/// # Safety
///
/// As for [`read_one`](super::read_one).
unsafe fn collect_item<'py, T: Class>(
    class: &Bound<'py, PyType>,
    index: usize,
    item: &Bound<'py, PyAny>,
    reader: &mut Reader<'py>,
) -> PyResult<Option<Bound<'py, PyAny>>> {
    let mut made = Ok(None);
    let step = |py| index.into_bound_py_any(py);
    reader.at(step, |reader| {
        // SAFETY: the caller's promise.
        made = unsafe { T::read_content(class, item.as_borrowed(), reader) };
        Some(())
    });
    made
}

/// Python values of all that is there, or an error that says where the bytes are not of the format.
pub(super) fn content<'py, F: Format>(
    py: Python<'py>,
    table: &ClassTable,
    data: &[u8],
    fault: Fault,
) -> PyResult<Bound<'py, PyAny>> {
    // Bytes may be all right and only seem to be malformed: where an `i128` is wanted, `2.0` is.
    let message = match (F::content(py, data)?, fault) {
        (Ok(content), _) => return Ok(content),
        (Err(_), Fault::Malformed(message)) | (Err(Fault::Malformed(message)), _) => message,
        (Err(Fault::Data), Fault::Data) => "the values do not fit".to_owned(),
    };
    Err(malformed::<F>(py, table, &message))
}

pub(super) fn malformed<F: Format>(py: Python<'_>, table: &ClassTable, message: &str) -> PyErr {
    let mut report = Report::new(py);
    let error = PyString::new(py, message).into_any();
    report.push(
        F::INVALID,
        &format!("invalid {}: {message}", F::NAME),
        |py| Ok(py.None().into_bound(py)),
        &[("error", error)],
    );
    match report.finish(table.type_object) {
        Err(error) => error,
        Ok(()) => PyValueError::new_err(message.to_owned()),
    }
}
