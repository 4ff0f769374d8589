//! The same records in four styles, for `cargo xtask bench` to measure beside their Python peers.

#![allow(
    clippy::needless_pass_by_value,
    clippy::trivially_copy_pass_by_ref,
    reason = "functions have the signatures that the attributes ask for"
)]

mod builders;
mod counted;
mod derived;
mod hand;
mod options;
mod ours;
mod sides;

use pyo3::prelude::*;

/// The module. Each class is named for its style and its record: `HandR1`.
#[pymodule]
fn pyo3_classes_bench(m: &Bound<'_, PyModule>) -> PyResult<()> {
    // Figures of an unoptimised build mean nothing.
    m.add("OPTIMIZED", !cfg!(debug_assertions))?;
    builders::register(m)?;
    counted::register(m)?;
    ours::register(m)?;
    hand::register(m)?;
    options::register(m)?;
    derived::register(m)?;
    sides::register(m)
}
