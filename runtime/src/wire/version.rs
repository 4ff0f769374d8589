//! The version of what the wire has.

use pyo3::prelude::*;
#[cfg(feature = "serde")]
use serde::{Serialize, Serializer};

use crate::data_class::{ClassTable, pickle};

/// The key that tells it.
pub(crate) const VERSION: &str = "$version";

/// What the key says.
pub(crate) enum Version {
    /// Of a class that extends no other.
    One(u32),
    /// Of all layers: `1.2`.
    Layers(String),
}

impl ClassTable {
    /// The present version.
    pub(crate) fn present_version(&'static self) -> Version {
        match self.layers() {
            [_] => Version::One(self.version),
            _ => Version::Layers(pickle::versions_text(self)),
        }
    }

    /// The wire tells the version, since `#[dataclass(version = …)]` was written for one of the layers, or
    /// since one is of another than the first.
    pub(crate) fn tells_version(&'static self) -> bool {
        let is_written = |layer: &&ClassTable| layer.wire.is_some_and(|wire| wire.versioned);
        self.layers().iter().any(is_written) || !self.is_of_first_version()
    }

    /// Whether what tells no version, and so is of the first, is as the class is now.
    pub(crate) fn is_of_first_version(&'static self) -> bool {
        self.layers().iter().all(|layer| layer.version == 1)
    }
}

impl Version {
    /// Among Python values.
    pub(crate) fn object<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match self {
            Self::One(version) => Ok(version.into_pyobject(py)?.into_any()),
            Self::Layers(versions) => Ok(versions.into_pyobject(py)?.into_any()),
        }
    }
}

#[cfg(feature = "serde")]
impl Serialize for Version {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::One(version) => version.serialize(serializer),
            Self::Layers(versions) => versions.serialize(serializer),
        }
    }
}
