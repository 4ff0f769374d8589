//! Python objects held as they are.

use pyo3::prelude::*;
use pyo3::{Borrowed, PyTraverseError, PyTypeInfo, PyVisit};

use super::{FieldType, Mode};
use crate::error::ConvertError;
use crate::hint::TypeHint;

/// A reference to a Python object: getters return that very object, and everything else is asked
/// of it.
impl<T: PyTypeInfo + 'static> FieldType for Py<T> {
    const HINT: TypeHint = TypeHint::class::<T>();
    const HOLDS_PYTHON: bool = true;

    fn from_py(value: Borrowed<'_, '_, PyAny>, _mode: Mode) -> Result<Self, ConvertError> {
        match value.cast::<T>() {
            Ok(object) => Ok(object.to_owned().unbind()),
            Err(_) => Err(ConvertError::wrong_type(Self::HINT, &value)),
        }
    }
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(self.bind(py).as_any().clone())
    }
    fn copied(&self, py: Python<'_>) -> PyResult<Self> {
        Ok(self.clone_ref(py))
    }
    fn traverse(&self, visit: &PyVisit<'_>) -> Result<(), PyTraverseError> {
        visit.call(self)
    }
    fn cleared(py: Python<'_>) -> Option<Self> {
        // Only `Py<PyAny>` takes `None`.
        py.None().into_bound(py).cast_into::<T>().ok().map(Bound::unbind)
    }
}
