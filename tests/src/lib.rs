//! The extension module that the Python tests import: data classes, a module for each thing tested.

mod arguments;
mod constraints;
mod fields;
mod hooks;
mod names;
mod objects;
mod options;
mod records;
mod skipped;
mod strict;

use pyo3::prelude::*;
use pyo3_classes::ValidationError;

/// The module.
#[pymodule]
fn pyo3_classes_fixture(m: &Bound<'_, PyModule>) -> PyResult<()> {
    arguments::register(m)?;
    constraints::register(m)?;
    fields::register(m)?;
    hooks::register(m)?;
    names::register(m)?;
    objects::register(m)?;
    options::register(m)?;
    records::register(m)?;
    skipped::register(m)?;
    strict::register(m)?;
    ValidationError::add_to(m)
}
