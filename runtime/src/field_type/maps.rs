//! Maps: a `dict` in Python.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};

use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyString};
use pyo3::{Borrowed, PyTraverseError, PyVisit};

use super::{FieldType, Mode};
use crate::error::{ConvertError, Step, shown};
use crate::hash::Hasher;
use crate::hint::TypeHint;
use crate::wire::Form;

pub(super) fn map_from_py<K: FieldType, V: FieldType>(
    value: Borrowed<'_, '_, PyAny>,
    mode: Mode,
    mut insert: impl FnMut(K, V),
) -> Result<(), ConvertError> {
    // `o.prices |= {…}` hands a view back.
    let plain = crate::view::plain(&value).map_err(|error| ConvertError::raised(&value, error))?;
    let dict = plain.cast::<PyDict>().map_err(|_| {
        ConvertError::wrong_type(TypeHint::generic("dict", const { &[K::HINT, V::HINT] }), &value)
    })?;
    // Through a list of the items: converting one may run code that changes the dict.
    for entry in dict.items() {
        let (key, item): (Bound<'_, PyAny>, Bound<'_, PyAny>) =
            entry.extract().map_err(|error| ConvertError::raised(&value, error))?;
        let at_key = |error: ConvertError| error.inside(Step::Key(shown(&key)));
        insert(
            K::from_py(key.as_borrowed(), mode).map_err(at_key)?,
            V::from_py(item.as_borrowed(), mode).map_err(at_key)?,
        );
    }
    Ok(())
}

pub(super) fn map_to_py<'a, 'py, K: FieldType, V: FieldType>(
    entries: impl Iterator<Item = (&'a K, &'a V)>,
    py: Python<'py>,
) -> PyResult<Bound<'py, PyAny>> {
    let dict = PyDict::new(py);
    for (key, value) in entries {
        dict.set_item(key.to_py(py)?, value.to_py(py)?)?;
    }
    Ok(dict.into_any())
}

/// The dict in the dict or tuple of an instance. Keys stay what they are, since they must be hashable.
pub(super) fn map_to_plain<'a, 'py, K: FieldType, V: FieldType>(
    entries: impl Iterator<Item = (&'a K, &'a V)>,
    py: Python<'py>,
    form: Form,
) -> PyResult<Bound<'py, PyAny>> {
    let dict = PyDict::new(py);
    for (key, value) in entries {
        let key = if form == Form::Wire { key_to_wire(key, py)? } else { key.to_py(py)? };
        dict.set_item(key, value.to_plain(py, form)?)?;
    }
    Ok(dict.into_any())
}

/// The text of a key.
fn key_to_wire<'py>(key: &impl FieldType, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
    let key = key.to_plain(py, Form::Wire)?;
    if key.is_instance_of::<PyString>() {
        return Ok(key);
    }
    if let Ok(bool) = key.cast::<PyBool>() {
        return Ok(PyString::new(py, if bool.is_true() { "true" } else { "false" }).into_any());
    }
    Ok(key.str()?.into_any())
}

pub(super) fn map_hash<'a, K: FieldType, V: FieldType>(
    entries: impl Iterator<Item = (&'a K, &'a V)>,
    hasher: &mut Hasher,
) {
    let (Some(hash_key), Some(hash_value)) = (K::HASH, V::HASH) else { return };
    let sum = entries.fold(0_u64, |sum, (key, value)| {
        let mut member = Hasher::member();
        hash_key(key, &mut member);
        hash_value(value, &mut member);
        sum.wrapping_add(member.finish_word())
    });
    hasher.word(sum);
}

pub(super) fn map_repr<'a, K: FieldType, V: FieldType>(
    entries: impl Iterator<Item = (&'a K, &'a V)>,
    out: &mut String,
) {
    let (Some(key_repr), Some(value_repr)) = (K::REPR, V::REPR) else { return };
    out.push('{');
    for (index, (key, value)) in entries.enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        key_repr(key, out);
        out.push_str(": ");
        value_repr(value, out);
    }
    out.push('}');
}

/// A map; `<` between dicts is a `TypeError`, which Python raises best.
macro_rules! map {
    ($map:ty, [$($parameters:tt)*]) => {
        impl<$($parameters)*> FieldType for $map {
            const HINT: TypeHint = TypeHint::generic("dict", const { &[K::HINT, V::HINT] });
            const HOLDS_PYTHON: bool = K::HOLDS_PYTHON || V::HOLDS_PYTHON;
            const EQ: Option<fn(&Self, &Self) -> bool> = match (K::EQ, V::EQ) {
                (Some(_), Some(_)) => Some(|a, b| {
                    a.len() == b.len()
                        && V::EQ.is_some_and(|eq| {
                            a.iter().all(|(key, a)| b.get(key).is_some_and(|b| eq(a, b)))
                        })
                }),
                _ => None,
            };
            const HASH: Option<fn(&Self, &mut Hasher)> = match (K::HASH, V::HASH) {
                (Some(_), Some(_)) => Some(|value, hasher| $crate::field_type::maps::map_hash(value.iter(), hasher)),
                _ => None,
            };
            const REPR: Option<fn(&Self, &mut String)> = match (K::REPR, V::REPR) {
                (Some(_), Some(_)) => Some(|value, out| $crate::field_type::maps::map_repr(value.iter(), out)),
                _ => None,
            };

            fn native() -> $crate::field_type::Native {
                K::native().and(V::native())
            }
            fn from_py(value: Borrowed<'_, '_, PyAny>, mode: Mode) -> Result<Self, ConvertError> {
                let mut map = Self::default();
                $crate::field_type::maps::map_from_py(value, mode, |key, value| {
                    map.insert(key, value);
                })?;
                Ok(map)
            }
            fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                $crate::field_type::maps::map_to_py(self.iter(), py)
            }
            fn copied(&self, py: Python<'_>) -> PyResult<Self> {
                self.iter().map(|(key, value)| Ok((key.copied(py)?, value.copied(py)?))).collect()
            }
            fn traverse(&self, visit: &PyVisit<'_>) -> Result<(), PyTraverseError> {
                self.iter().try_for_each(|(key, value)| {
                    key.traverse(visit)?;
                    value.traverse(visit)
                })
            }
            fn cleared(_py: Python<'_>) -> Option<Self> {
                Some(Self::default())
            }
            fn to_plain<'py>(
                &self,
                py: Python<'py>,
                form: $crate::wire::Form,
            ) -> PyResult<Bound<'py, PyAny>> {
                $crate::field_type::maps::map_to_plain(self.iter(), py, form)
            }
            fn from_plain<'py>(
                value: Borrowed<'_, 'py, PyAny>,
                reader: &mut $crate::wire::Reader<'py>,
            ) -> Option<Self> {
                let mut map = Self::default();
                reader.entries(value, Self::HINT, |key, value| map.insert(key, value).is_none())?;
                Some(map)
            }
            fn is_same(&self, other: &Self) -> bool {
                self.len() == other.len()
                    && self.iter().all(|(key, value)| {
                        let found = other.get_key_value(key);
                        found.is_some_and(|(same, found)| key.is_same(same) && value.is_same(found))
                    })
            }
            fn schema<'py>(
                schemas: &mut $crate::wire::Schemas<'py>,
            ) -> PyResult<Bound<'py, pyo3::types::PyDict>> {
                schemas.map::<K, V>()
            }
        }
    };
}

#[allow(unused_imports, reason = "used by the maps of other crates, behind features")]
pub(super) use map;

map!(
    HashMap<K, V, S>,
    [K: FieldType + Eq + Hash, V: FieldType, S: BuildHasher + Default + 'static]
);
map!(BTreeMap<K, V>, [K: FieldType + Ord, V: FieldType]);
