//! What a program in Rust sees that runs Python inside itself.

#![allow(missing_docs)]

mod construct;
mod declarative_module;
mod errors;
mod own_field_type;
mod wire_enums;

use pyo3::prelude::*;
use pyo3::types::PyDict;

/// Evaluates an expression with these variables.
fn eval<'py>(
    py: Python<'py>,
    expression: &str,
    variables: &[(&str, &Bound<'py, PyAny>)],
) -> PyResult<Bound<'py, PyAny>> {
    let globals = PyDict::new(py);
    for (name, value) in variables {
        globals.set_item(name, value)?;
    }
    py.eval(&std::ffi::CString::new(expression)?, Some(&globals), None)
}

/// `repr(...)` of an expression's value.
fn shown<'py>(
    py: Python<'py>,
    expression: &str,
    variables: &[(&str, &Bound<'py, PyAny>)],
) -> String {
    eval(py, expression, variables)
        .and_then(|value| value.repr())
        .map_or_else(|error| error.to_string(), |text| text.to_string())
}
