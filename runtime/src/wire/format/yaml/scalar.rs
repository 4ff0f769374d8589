//! The values of scalars: the core schema of YAML 1.2.

use granit_parser::{ScalarStyle, Tag};
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyFloat, PyInt};

use super::super::text::int;
use super::read::Trouble;
use crate::wire::base64;

/// The name of one of YAML's own tags: `int` of `!!int`.
pub(super) fn tag_name(tag: &Tag) -> Result<String, Trouble> {
    match tag.suffix_in_namespace("tag:yaml.org,2002:") {
        Some(name) => Ok(name.into_owned()),
        // It says that a scalar is a text.
        None if tag.original() == "!" => Ok("str".to_owned()),
        None => Err(unknown(tag)),
    }
}

pub(super) fn unknown(tag: &Tag) -> Trouble {
    Trouble::Yaml(format!("there is no meaning to the tag {}", tag.original()))
}

pub(super) fn scalar<'py>(
    py: Python<'py>,
    text: &str,
    style: ScalarStyle,
    tag: Option<&Tag>,
) -> Result<Bound<'py, PyAny>, Trouble> {
    let Some(tag) = tag else {
        return match style {
            ScalarStyle::Plain => plain(py, text),
            _ => Ok(text.into_bound_py_any(py)?),
        };
    };
    let name = tag_name(tag)?;
    let value = match name.as_str() {
        // Dates are texts in every format.
        "str" | "timestamp" => return Ok(text.into_bound_py_any(py)?),
        "binary" => {
            let text: String = text.split_ascii_whitespace().collect();
            let bytes = base64::read(&text)
                .ok_or_else(|| Trouble::Yaml("!!binary is not base64".to_owned()))?;
            return Ok(PyBytes::new(py, &bytes).into_any());
        }
        "null" | "bool" | "int" | "float" => plain(py, text)?,
        _ => return Err(unknown(tag)),
    };
    let is_int = value.is_exact_instance_of::<PyInt>();
    let fits = match name.as_str() {
        "null" => value.is_none(),
        "bool" => value.is_exact_instance_of::<pyo3::types::PyBool>(),
        "int" => is_int,
        _ => is_int || value.is_exact_instance_of::<PyFloat>(),
    };
    if !fits {
        return Err(Trouble::Yaml(format!("the value has not the type of its tag !!{name}")));
    }
    if name == "float" && is_int {
        return Ok(py.get_type::<PyFloat>().call1((value,))?);
    }
    Ok(value)
}

/// A scalar without quotes.
fn plain<'py>(py: Python<'py>, text: &str) -> Result<Bound<'py, PyAny>, Trouble> {
    let value = match text {
        "" | "~" | "null" | "Null" | "NULL" => py.None().into_bound(py),
        "true" | "True" | "TRUE" => true.into_bound_py_any(py)?,
        "false" | "False" | "FALSE" => false.into_bound_py_any(py)?,
        _ => {
            if let Some((digits, radix)) = digits(text) {
                return int(py, digits, radix)?.map_err(Trouble::Yaml);
            }
            match float(text)? {
                Some(float) => float.into_bound_py_any(py)?,
                None => text.into_bound_py_any(py)?,
            }
        }
    };
    Ok(value)
}

/// What an integer is made of.
fn digits(text: &str) -> Option<(&str, u32)> {
    let (digits, radix, of) = if let Some(octal) = text.strip_prefix("0o") {
        (octal, 8, octal)
    } else if let Some(hex) = text.strip_prefix("0x") {
        (hex, 16, hex)
    } else {
        (text, 10, text.strip_prefix(['+', '-']).unwrap_or(text))
    };
    (!of.is_empty() && of.chars().all(|digit| digit.is_digit(radix))).then_some((digits, radix))
}

fn float(text: &str) -> Result<Option<f64>, Trouble> {
    let (sign, size) = match text.strip_prefix('-') {
        Some(size) => (-1.0, size),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    match size {
        ".inf" | ".Inf" | ".INF" => return Ok(Some(sign * f64::INFINITY)),
        ".nan" | ".NaN" | ".NAN" if text == size => return Ok(Some(f64::NAN)),
        _ => {}
    }
    // Rust has words for some floats too, which YAML has not.
    if !size.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return Ok(None);
    }
    match text.parse::<f64>() {
        Ok(float) if float.is_finite() => Ok(Some(float)),
        Ok(_) => Err(Trouble::Yaml("a number is too large for a float".to_owned())),
        Err(_) => Ok(None),
    }
}
