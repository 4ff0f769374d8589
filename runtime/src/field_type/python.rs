//! Python objects held as they are.

use pyo3::prelude::*;
use pyo3::{Borrowed, PyTraverseError, PyTypeInfo, PyVisit};

use super::{FieldType, Mode, Quick, quick};
#[cfg(feature = "serde")]
use crate::data_class::Layered;
use crate::error::ConvertError;
use crate::hint::TypeHint;
use crate::wire::{Form, Reader, Source, classes, plain};
#[cfg(feature = "serde")]
use crate::wire::{Wire, WireClass, instance};

/// Says that a value of a type begins with the pointer to its Python value, which is never null. Only
/// this crate can say so, since descriptors read the pointer unasked.
#[derive(Clone, Copy)]
pub struct IsObject(());

impl IsObject {
    pub(super) const YES: Self = Self(());
}

/// The fields of the instance; reading makes a new one.
#[cfg(feature = "serde")]
impl<T: WireClass + Layered> Wire for Py<T> {
    fn write<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Python::attach(|py| instance::write_instance(self.bind(py), serializer))
    }
    fn read<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Python::attach(|py| {
            // SAFETY: it is the class of `T`, and an instance of that is made.
            unsafe {
                let made = instance::read_instance::<T, D>(&T::type_object(py), deserializer)?;
                Ok(made.cast_into_unchecked().unbind())
            }
        })
    }
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
    /// Of an instance of a data class that has dicts; without Python code, since the value may be
    /// borrowed.
    fn to_plain<'py>(&self, py: Python<'py>, form: Form) -> PyResult<Bound<'py, PyAny>> {
        match classes::table_of::<T>(py) {
            // SAFETY: the object is an instance of `T`.
            Some(table) => unsafe { plain::of_instance(table, self.bind(py).as_any(), form) },
            None => self.to_py(py),
        }
    }
    fn from_plain<'py>(value: Borrowed<'_, 'py, PyAny>, reader: &mut Reader<'py>) -> Option<Self> {
        let py = value.py();
        let is_object = reader.source() == Source::Python && value.is_instance_of::<T>();
        let Some(table) = classes::table_of::<T>(py).filter(|_| !is_object) else {
            return reader.leaf(value);
        };
        // SAFETY: the class is that of the table.
        match unsafe { plain::read_instance(table, &T::type_object(py), value, reader) } {
            // SAFETY: it is an instance of `T`.
            Ok(made) => made.map(|object| unsafe { object.cast_into_unchecked() }.unbind()),
            Err(error) => {
                reader.fail(error);
                None
            }
        }
    }
    fn cleared(py: Python<'_>) -> Option<Self> {
        // Only `Py<PyAny>` takes `None`.
        py.None().into_bound(py).cast_into::<T>().ok().map(Bound::unbind)
    }
}
