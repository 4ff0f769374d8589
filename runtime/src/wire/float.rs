//! Floats that are not finite, which JSON has no numbers for: they are texts there, as in the JSON form
//! of Protocol Buffers.

use pyo3::prelude::*;
use pyo3::types::{PyFloat, PyString};

use super::plain::Form;

/// The Python value of a float: on the wire its name, if it has one.
pub(crate) fn float_to_wire(float: f64, py: Python<'_>, form: Form) -> Bound<'_, PyAny> {
    match name(float) {
        Some(name) if form == Form::Wire => PyString::new(py, name).into_any(),
        _ => PyFloat::new(py, float).into_any(),
    }
}

/// The name of a float that is not finite.
pub(crate) fn name(float: f64) -> Option<&'static str> {
    if float.is_finite() {
        None
    } else if float.is_nan() {
        Some("NaN")
    } else if float > 0.0 {
        Some("Infinity")
    } else {
        Some("-Infinity")
    }
}

/// The float of such a name.
pub(crate) fn named(text: &str) -> Option<f64> {
    match text {
        "NaN" => Some(f64::NAN),
        "Infinity" => Some(f64::INFINITY),
        "-Infinity" => Some(f64::NEG_INFINITY),
        _ => None,
    }
}
