//! Any type that PyO3 converts: every operation goes through its Python value.

use pyo3::conversion::FromPyObjectOwned;
use pyo3::prelude::*;
use pyo3::{Borrowed, IntoPyObjectExt};

use super::{FieldType, Mode};
use crate::error::ConvertError;
use crate::hint::TypeHint;

/// A type that PyO3 converts both ways.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a field of a Python data class",
    label = "not a field type",
    note = "derive or implement PyO3's `FromPyObject` and `IntoPyObject`, and `Clone`, for it; a class has them with `#[pyclass(from_py_object)]` and `#[derive(Clone)]`",
    note = "another data class needs `#[derive(Clone)]`, and no base class of its own; `Py<T>` in place of `T` needs neither",
    note = "or hide the field from Python: `#[field(skip, default)]`"
)]
pub trait Convertible:
    for<'py> FromPyObjectOwned<'py> + for<'py> IntoPyObject<'py> + Clone + 'static
{
}

#[diagnostic::do_not_recommend]
impl<T> Convertible for T where
    T: for<'py> FromPyObjectOwned<'py> + for<'py> IntoPyObject<'py> + Clone + 'static
{
}

/// `T` with the [`FieldType`] that its conversions give it.
#[repr(transparent)]
pub(super) struct ByConversion<T>(T);

impl<T: Convertible> FieldType for ByConversion<T> {
    const HINT: TypeHint = TypeHint::ANY;
    const OPAQUE: bool = true;

    fn from_py(value: Borrowed<'_, '_, PyAny>, _mode: Mode) -> Result<Self, ConvertError> {
        value
            .extract()
            .map(Self)
            .map_err(|error| ConvertError::raised(&value, Into::<PyErr>::into(error)))
    }

    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.clone().into_bound_py_any(py)
    }

    fn copied(&self, _py: Python<'_>) -> PyResult<Self> {
        Ok(Self(self.0.clone()))
    }
}
