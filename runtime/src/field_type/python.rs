//! Python objects held as they are.

use pyo3::prelude::*;
use pyo3::{Borrowed, PyTraverseError, PyTypeInfo, PyVisit};

use super::{FieldType, Mode, Quick, quick};
use crate::error::ConvertError;
use crate::hint::TypeHint;

/// Says that a value of a type begins with the pointer to its Python value, which is never null. Only
/// this crate can say so, since descriptors read the pointer unasked.
#[derive(Clone, Copy)]
pub struct IsObject(());

impl IsObject {
    pub(super) const YES: Self = Self(());
}

/// A reference to a Python object: getters return that very object, and everything else is asked
/// of it.
impl<T: PyTypeInfo + 'static> FieldType for Py<T> {
    const HINT: TypeHint = TypeHint::class::<T>();
    const HOLDS_PYTHON: bool = true;
    const OBJECT: Option<IsObject> = Some(IsObject::YES);
    // Dropping one needs PyO3's bookkeeping, so there is no way in.
    const QUICK: Quick<Self> = Quick {
        from_py: None,
        // SAFETY: the promises of `Quick`; the object is live.
        to_py: Some(|value| unsafe { quick::new_ref(value.as_ptr()) }),
    };

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
