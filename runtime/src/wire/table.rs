//! [`WireTable`]: what a class's rows do not say, for the wire.

use std::ffi::CStr;

use pyo3::Borrowed;
use pyo3::prelude::*;

#[cfg(feature = "serde")]
use super::serial::HasWire;
use crate::error::ConvertError;

/// One data class on the wire.
pub struct WireTable {
    /// Its own fields, as in the class's table.
    pub fields: &'static [WireRow],
    /// `#[dataclass(deny_unknown_fields)]`.
    pub deny_unknown_fields: bool,
    /// `#[dataclass(omit_defaults)]`.
    pub omit_defaults: bool,
    /// `#[dataclass(version = …)]` was written: the wire tells it.
    pub versioned: bool,
}

/// One field on the wire.
pub struct WireRow {
    /// Its key; `None` for `#[field(wire = false)]`.
    pub(crate) name: Option<&'static CStr>,
    /// Makes the value of the content of bytes, for a type that only serde knows.
    pub(crate) content: Option<ReadContent>,
}

/// Makes a value of a Python value that stands for content of bytes.
pub(crate) type ReadContent =
    unsafe fn(Borrowed<'_, '_, PyAny>, slot: *mut u8) -> Result<(), ConvertError>;

impl WireRow {
    /// A field of a class that only has `dict`.
    pub const fn plain(name: Option<&'static CStr>) -> Self {
        Self { name, content: None }
    }

    /// A field of a class that serde knows.
    #[cfg(feature = "serde")]
    pub const fn of<F: HasWire>(name: Option<&'static CStr>) -> Self {
        Self { name, content: F::CONTENT }
    }

    /// The key.
    pub(crate) fn name(&self) -> Option<&'static str> {
        // The derive writes UTF-8.
        self.name.map(|name| name.to_str().unwrap_or_default())
    }
}
