//! Conversion by table, both ways.

use pyo3::Borrowed;
use pyo3::exceptions::PySystemError;
use pyo3::prelude::*;
use pyo3::types::{PyString, PyType};

use super::Enumeration;
use crate::error::ConvertError;
use crate::hash::Hasher;
use crate::hint::TypeHint;

/// The Python member of a variant.
///
/// # Errors
///
/// Those of [`EnumClass::enum_class`](super::EnumClass::enum_class), on the first use only.
pub fn to_member<'py, T: Enumeration>(value: &T, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
    T::enum_table().member(py, value.index()).cloned()
}

/// The variant of a Python member; with `lax` also of a value or a name.
///
/// # Errors
///
/// A `TypeError` for another type of object, a `ValueError` for a value or flag that no variant has.
pub fn from_member<T: Enumeration>(object: Borrowed<'_, '_, PyAny>) -> Result<T, ConvertError> {
    let table = T::enum_table();
    let raised = |error| ConvertError::raised(&object, error);
    if let Some(variant) = table.position(&object).map_err(raised)?.and_then(T::from_index) {
        return Ok(variant);
    }
    let py = object.py();
    let class = table.class(py).map_err(raised)?;
    if object.is_instance(class).map_err(raised)? {
        // A combination of flags, or a member that Python code has added.
        return Err(ConvertError::no_variant(table.name, &object));
    }
    if table.lax {
        let member = match object.cast::<PyString>() {
            Ok(name) => match class.get_item(name) {
                Ok(member) => Ok(member),
                Err(_) => class.call1((object,)),
            },
            Err(_) => class.call1((object,)),
        };
        return match member {
            Ok(member) => {
                let index = table.position(&member).map_err(raised)?;
                index
                    .and_then(T::from_index)
                    .ok_or_else(|| ConvertError::no_variant(table.name, &object))
            }
            Err(_) => Err(ConvertError::no_variant(table.name, &object)),
        };
    }
    Err(ConvertError::wrong_type(FieldOperations::hint::<T>(), &object))
}

/// [`from_member`] with a plain exception, for arguments of functions.
///
/// # Errors
///
/// As `from_member`.
pub fn extract_member<T: Enumeration>(object: Borrowed<'_, '_, PyAny>) -> PyResult<T> {
    from_member(object).map_err(ConvertError::into_plain_py_err)
}

/// The operations of a field type that the derive gives an enum. Two variants with one value are one
/// member in Python, so they are equal here too.
pub struct FieldOperations;

impl FieldOperations {
    /// The class.
    ///
    /// # Errors
    ///
    /// Those of making it.
    pub fn class<T: Enumeration>(py: Python<'_>) -> PyResult<Bound<'_, PyType>> {
        T::enum_table().class(py).cloned()
    }

    /// Exports the class.
    ///
    /// # Errors
    ///
    /// Those of making it, or if the module cannot be written to.
    pub fn add_to<T: Enumeration>(module: &Bound<'_, PyModule>) -> PyResult<()> {
        T::enum_table().add_to(module)
    }

    /// The hint.
    pub const fn hint<T: Enumeration>() -> TypeHint {
        TypeHint::by_function(
            Self::class::<T>,
            #[cfg(feature = "stubs")]
            T::TYPE_HINT,
        )
    }

    /// `==`.
    pub fn eq<T: Enumeration>(a: &T, b: &T) -> bool {
        let (a, b) = (a.index(), b.index());
        a == b || T::enum_table().canonical(a) == T::enum_table().canonical(b)
    }

    /// `hash`.
    pub fn hash<T: Enumeration>(value: &T, hasher: &mut Hasher) {
        hasher.word(T::enum_table().canonical(value.index()) as u64);
    }

    /// A copy.
    ///
    /// # Errors
    ///
    /// None: the position is that of a variant.
    pub fn copied<T: Enumeration>(value: &T) -> PyResult<T> {
        T::from_index(value.index())
            .ok_or_else(|| PySystemError::new_err("an enum's variant has no position"))
    }
}
