//! What the methods are given.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyDict, PyMemoryView, PyString, PyTuple};
use pyo3::{ffi, intern};

use super::Format;
use super::collect::malformed;
use crate::data_class::ClassTable;

/// Calls with the bytes of `bytes`, `bytearray`, `memoryview` or, where the format is text, `str`. What
/// could change meanwhile is copied.
pub(super) fn with_bytes<F: Format, R>(
    table: &ClassTable,
    data: &Bound<'_, PyAny>,
    with: impl FnOnce(&[u8]) -> PyResult<R>,
) -> PyResult<R> {
    if let Ok(bytes) = data.cast::<PyBytes>() {
        return with(bytes.as_bytes());
    }
    if F::IS_TEXT
        && let Ok(text) = data.cast::<PyString>()
    {
        return match text.to_cow() {
            Ok(text) => with(text.as_bytes()),
            Err(_) => Err(malformed::<F>(data.py(), table, "the text has lone surrogates")),
        };
    }
    if let Ok(bytes) = data.cast::<PyByteArray>() {
        return with(&bytes.to_vec());
    }
    if data.is_instance_of::<PyMemoryView>() {
        let bytes = data.call_method0(intern!(data.py(), "tobytes"))?.cast_into::<PyBytes>()?;
        return with(bytes.as_bytes());
    }
    let expected = if F::IS_TEXT {
        "bytes, bytearray, memoryview or str"
    } else {
        "bytes, bytearray or memoryview"
    };
    Err(PyTypeError::new_err(format!(
        "{}.from_{}: expected {expected}, got {}",
        table.name,
        F::NAME,
        crate::error::type_name(data),
    )))
}

/// The arguments of `to_json(indent=None)` or `to_json_list(objects, /, indent=None)`. A format without
/// an indent has no such argument.
///
/// # Safety
///
/// `args` is a tuple, `kwargs` null or a dict.
pub(super) unsafe fn arguments<'py, F: Format, const N: usize>(
    py: Python<'py>,
    function: &str,
    args: *mut ffi::PyObject,
    kwargs: *mut ffi::PyObject,
) -> PyResult<([Bound<'py, PyAny>; N], Option<String>)> {
    // SAFETY: the caller's promise.
    let (args, kwargs) = unsafe {
        (
            Bound::from_borrowed_ptr(py, args).cast_into_unchecked::<PyTuple>(),
            Bound::from_borrowed_ptr_or_opt(py, kwargs)
                .map(|kwargs| kwargs.cast_into_unchecked::<PyDict>()),
        )
    };
    let given: Vec<_> = args.iter().take(N).collect();
    let given: [_; N] = given.try_into().map_err(|given: Vec<_>| {
        let words = if N == 1 { "argument" } else { "arguments" };
        PyTypeError::new_err(format!(
            "{function}() takes {N} positional {words}, {} given",
            given.len()
        ))
    })?;
    // An error of a tuple's would be made only to be dropped.
    let mut indent = if args.len() > N { Some(args.get_item(N)?) } else { None };
    let most = N + usize::from(F::HAS_INDENT);
    if args.len() > most {
        let most = match most {
            0 => "no arguments".to_owned(),
            1 => "at most 1 argument".to_owned(),
            most => format!("at most {most} arguments"),
        };
        return Err(PyTypeError::new_err(format!(
            "{function}() takes {most} ({} given)",
            args.len(),
        )));
    }
    for (name, value) in kwargs.into_iter().flatten() {
        if !F::HAS_INDENT || !name.eq(intern!(py, "indent"))? {
            return Err(PyTypeError::new_err(format!(
                "{function}() got an unexpected keyword argument '{name}'"
            )));
        }
        if indent.replace(value).is_some() {
            return Err(PyTypeError::new_err(format!(
                "{function}() got multiple values for argument 'indent'"
            )));
        }
    }
    Ok((given, indent.map(|indent| indent_of(function, &indent)).transpose()?.flatten()))
}

/// As `json.dumps` takes it: a number of spaces, or a text.
fn indent_of(function: &str, indent: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
    if indent.is_none() {
        return Ok(None);
    }
    if let Ok(text) = indent.cast::<PyString>() {
        return Ok(Some(text.to_cow()?.into_owned()));
    }
    let spaces: i64 = indent.extract().map_err(|_| {
        PyTypeError::new_err(format!("{function}(): indent must be an int, a str or None"))
    })?;
    Ok(Some(" ".repeat(usize::try_from(spaces).unwrap_or(0).min(64))))
}
