//! Capsules of the [Arrow PyCapsule interface], and all that is `unsafe` about them.
//!
//! Each holds a structure of the C data interface, which owns what it points to through its `release`.
//! Whoever takes one over copies the structure and clears `release` in the capsule; the structures of
//! `arrow` do the rest: dropped, as PyO3 does with the value of a capsule, they release what is still
//! theirs.
//!
//! [Arrow PyCapsule interface]: https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html

use std::ffi::CStr;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{ArrayStreamReader, FFI_ArrowArrayStream};
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchIterator, StructArray, make_array};
use arrow_schema::{ArrowError, Schema};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};

use super::nulls;

const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";
const STREAM: &CStr = c"arrow_array_stream";

pub(super) fn schema<'py>(py: Python<'py>, schema: &Schema) -> PyResult<Bound<'py, PyCapsule>> {
    let schema = FFI_ArrowSchema::try_from(schema).map_err(|error| raised(&error))?;
    PyCapsule::new_with_value(py, schema, SCHEMA)
}

pub(super) fn array(py: Python<'_>, array: StructArray) -> PyResult<Bound<'_, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowArray::new(&array.into_data()), ARRAY)
}

pub(super) fn stream(py: Python<'_>, batch: RecordBatch) -> PyResult<Bound<'_, PyCapsule>> {
    let schema = batch.schema();
    let batches = RecordBatchIterator::new([Ok(batch)], schema);
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(batches)), STREAM)
}

/// Calls with each chunk of what has `__arrow_c_stream__` or `__arrow_c_array__`.
pub(super) fn import(
    data: &Bound<'_, PyAny>,
    context: &dyn Fn() -> String,
    with: &mut dyn FnMut(&ArrayRef) -> PyResult<()>,
) -> PyResult<()> {
    let py = data.py();
    let failed = |error: &ArrowError| PyValueError::new_err(format!("{}: {error}", context()));
    if let Some(method) = data.getattr_opt(intern!(py, "__arrow_c_stream__"))? {
        let chunks = take_stream(&method.call0()?).and_then(|stream| {
            ArrayStreamReader::try_new(stream).map_err(|error| failed(&error))
        })?;
        for chunk in chunks {
            with(&chunk.map_err(|error| failed(&error))?)?;
        }
        return Ok(());
    }
    if let Some(method) = data.getattr_opt(intern!(py, "__arrow_c_array__"))? {
        let pair = method.call0()?.cast_into::<PyTuple>()?;
        let array = take_array(&pair.get_item(0)?, &pair.get_item(1)?)?;
        return with(&array.map_err(|error| failed(&error))?);
    }
    Err(PyTypeError::new_err(format!(
        "{}: expected an object with __arrow_c_stream__ or __arrow_c_array__, got {}",
        context(),
        crate::error::type_name(data),
    )))
}

fn take_stream(capsule: &Bound<'_, PyAny>) -> PyResult<FFI_ArrowArrayStream> {
    let capsule = capsule.cast::<PyCapsule>()?;
    let stream = capsule.pointer_checked(Some(STREAM))?.cast::<FFI_ArrowArrayStream>();
    // SAFETY: by its name the capsule has such a structure, which is its consumer's to take; one that
    // was taken has no `release`, and so have we then. The interpreter is attached: nobody else takes it.
    let stream = unsafe { FFI_ArrowArrayStream::from_raw(stream.as_ptr()) };
    if stream.release().is_none() {
        return Err(released());
    }
    // SAFETY: it was not released.
    Ok(unsafe { nulls::mend_stream(stream) })
}

/// The array of a pair of capsules.
fn take_array(
    schema: &Bound<'_, PyAny>,
    array: &Bound<'_, PyAny>,
) -> PyResult<Result<ArrayRef, ArrowError>> {
    let (schema, array) = (schema.cast::<PyCapsule>()?, array.cast::<PyCapsule>()?);
    let schema = schema.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
    let array = array.pointer_checked(Some(ARRAY))?.cast::<FFI_ArrowArray>();
    // SAFETY: as for the stream.
    let (schema, mut array) = unsafe {
        (FFI_ArrowSchema::from_raw(schema.as_ptr()), FFI_ArrowArray::from_raw(array.as_ptr()))
    };
    if schema.release().is_none() || array.is_released() {
        return Err(released());
    }
    nulls::mend_array(&mut array, &schema);
    // SAFETY: neither was released; that they agree with one another and the interface is what the
    // capsules promise.
    Ok(unsafe { from_ffi(array, &schema) }.map(make_array))
}

fn released() -> PyErr {
    PyValueError::new_err("the capsule was used before: its data is gone")
}

fn raised(error: &ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}
