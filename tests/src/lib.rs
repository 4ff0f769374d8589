//! The extension module that the Python tests import: data classes, a module for each thing tested.

#![allow(
    clippy::needless_pass_by_value,
    clippy::trivially_copy_pass_by_ref,
    clippy::unnecessary_wraps,
    clippy::unused_self,
    reason = "functions have the signatures that the attributes ask for"
)]

mod arguments;
mod constraints;
mod enums;
#[cfg(not(feature = "abi3-py39"))]
mod exceptions;
mod fields;
mod foreign;
mod hooks;
mod inheritance;
mod names;
mod nested;
mod objects;
mod options;
mod records;
mod shapes;
mod skipped;
mod strict;
mod variants;
mod versions;
mod views;

use pyo3::prelude::*;
use pyo3_classes::ValidationError;

/// The module.
#[pymodule]
fn pyo3_classes_fixture(m: &Bound<'_, PyModule>) -> PyResult<()> {
    arguments::register(m)?;
    constraints::register(m)?;
    #[cfg(not(feature = "abi3-py39"))]
    exceptions::register(m)?;
    fields::register(m)?;
    foreign::register(m)?;
    hooks::register(m)?;
    names::register(m)?;
    objects::register(m)?;
    options::register(m)?;
    records::register(m)?;
    shapes::register(m)?;
    skipped::register(m)?;
    strict::register(m)?;
    variants::register(m)?;
    versions::register(m)?;
    inheritance::register(m)?;
    enums::register(m)?;
    nested::register(m)?;
    views::register(m)?;
    ValidationError::add_to(m)
}
