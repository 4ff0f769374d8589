//! Bytes in formats that have text alone: base64 with padding ([RFC 4648, section 4]).
//!
//! [RFC 4648, section 4]: https://www.rfc-editor.org/rfc/rfc4648#section-4

use pyo3::prelude::*;
use pyo3::types::PyString;

use base64::prelude::{BASE64_STANDARD, Engine as _};

pub(crate) fn write(bytes: &[u8]) -> String {
    BASE64_STANDARD.encode(bytes)
}

pub(crate) fn read(text: &str) -> Option<Vec<u8>> {
    BASE64_STANDARD.decode(text).ok()
}

/// The text of a `bytes`.
pub(crate) fn of_python<'py>(bytes: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    Ok(PyString::new(bytes.py(), &write(bytes.extract()?)).into_any())
}
