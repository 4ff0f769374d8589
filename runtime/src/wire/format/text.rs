//! What formats that are texts have in common.

#[cfg(any(feature = "toml", feature = "yaml"))]
use pyo3::{IntoPyObjectExt, prelude::*};

/// Where an offset in bytes is in a text: its line and its column, counted from 1.
#[cfg(feature = "toml")]
pub(super) fn place(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

/// An integer of any size, or what is wrong with it.
#[cfg(any(feature = "toml", feature = "yaml"))]
pub(super) fn int<'py>(
    py: Python<'py>,
    digits: &str,
    radix: u32,
) -> PyResult<Result<Bound<'py, PyAny>, String>> {
    /// As many as Python converts at most; time grows with their square.
    const MOST: usize = 4300;

    if let Ok(int) = i64::from_str_radix(digits, radix) {
        return int.into_bound_py_any(py).map(Ok);
    }
    if digits.len() > MOST {
        return Ok(Err(format!("an integer has more than {MOST} digits")));
    }
    py.get_type::<pyo3::types::PyInt>().call1((digits, radix)).map(Ok)
}
