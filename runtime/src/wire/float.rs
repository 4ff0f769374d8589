//! Floats that are not finite, which JSON has no numbers for: they are texts there, as in the JSON form
//! of Protocol Buffers.

/// The name of a float that is not finite.
#[cfg(feature = "serde")]
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
