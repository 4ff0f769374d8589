//! Sequences and sets.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashSet};
use std::hash::{BuildHasher, Hash};

use pyo3::prelude::*;
use pyo3::types::{PyAnyMethods, PyDict, PyList, PySet, PyString};
use pyo3::{Borrowed, PyTraverseError, PyVisit, ffi};

use super::{FieldType, Mode};
#[cfg(direct)]
use super::{Quick, quick};
use crate::error::{ConvertError, Step, shown};
use crate::hash::Hasher;
use crate::hint::TypeHint;
use crate::wire::{Form, Reader, Schemas, base64};

/// The operations of a sequence, by those of its items.
macro_rules! sequence_operations {
    ($items:ident) => {
        const HINT: TypeHint = $items::SEQUENCE_HINT;
        const HOLDS_PYTHON: bool = $items::HOLDS_PYTHON;
        const EQ: Option<fn(&Self, &Self) -> bool> = match $items::EQ {
            None => None,
            Some(_) => Some(|a, b| list_eq::<$items>(a, b)),
        };
        const ORDER: Option<fn(&Self, &Self) -> Option<Ordering>> =
            match ($items::EQ, $items::ORDER) {
                (Some(_), Some(_)) => Some(|a, b| list_order::<$items>(a, b)),
                _ => None,
            };
        const HASH: Option<fn(&Self, &mut Hasher)> = match $items::HASH {
            None => None,
            Some(_) => Some(|value, hasher| list_hash::<$items>(value, hasher)),
        };
        const REPR: Option<fn(&Self, &mut String)> = match $items::SEQUENCE_REPR {
            None => None,
            Some(_) => Some(|value, out| {
                if let Some(repr) = $items::SEQUENCE_REPR {
                    repr(value, out);
                }
            }),
        };

        fn native() -> $crate::field_type::Native {
            $items::native()
        }
        fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
            $items::sequence_to_py(self, py)
        }
        fn traverse(&self, visit: &PyVisit<'_>) -> Result<(), PyTraverseError> {
            self.iter().try_for_each(|item| item.traverse(visit))
        }
        fn to_plain<'py>(
            &self,
            py: Python<'py>,
            form: $crate::wire::Form,
        ) -> PyResult<Bound<'py, PyAny>> {
            $crate::field_type::collections::list_to_plain(self, py, form)
        }
        fn is_same(&self, other: &Self) -> bool {
            self.len() == other.len() && self.iter().zip(other).all(|(a, b)| a.is_same(b))
        }
    };
}

#[allow(unused_imports, reason = "used by the sequences of other crates, behind features")]
pub(super) use sequence_operations;

impl<T: FieldType> FieldType for Vec<T> {
    sequence_operations!(T);
    #[cfg(direct)]
    const QUICK: Quick<Self> = Quick {
        from_py: match T::QUICK.from_py {
            Some(_) if !T::SEQUENCE_IS_BYTES => Some(|object| {
                // SAFETY: the promises of `Quick`.
                T::QUICK.from_py.and_then(|item| unsafe { quick::list(object, item) })
            }),
            _ => None,
        },
        to_py: None,
    };

    fn from_py(value: Borrowed<'_, '_, PyAny>, mode: Mode) -> Result<Self, ConvertError> {
        T::sequence_from_py(value, mode)
    }
    fn copied(&self, py: Python<'_>) -> PyResult<Self> {
        self.iter().map(|item| item.copied(py)).collect()
    }
    fn cleared(_py: Python<'_>) -> Option<Self> {
        Some(Vec::new())
    }
    fn from_plain<'py>(value: Borrowed<'_, 'py, PyAny>, reader: &mut Reader<'py>) -> Option<Self> {
        list_from_plain(value, reader)
    }
    fn schema<'py>(schemas: &mut Schemas<'py>) -> PyResult<Bound<'py, PyDict>> {
        schemas.list::<T>()
    }
}

impl<T: FieldType, const N: usize> FieldType for [T; N] {
    sequence_operations!(T);

    fn from_py(value: Borrowed<'_, '_, PyAny>, mode: Mode) -> Result<Self, ConvertError> {
        let items = T::sequence_from_py(value, mode)?;
        let len = items.len();
        items.try_into().map_err(|_| {
            let kind = T::SEQUENCE_HINT;
            ConvertError::wrong_length(format!("{kind} of {N} items"), len)
        })
    }
    fn copied(&self, py: Python<'_>) -> PyResult<Self> {
        let items = self.iter().map(|item| item.copied(py)).collect::<PyResult<Vec<_>>>()?;
        items
            .try_into()
            .map_err(|_| pyo3::exceptions::PySystemError::new_err("a copy changed its length"))
    }
    fn from_plain<'py>(value: Borrowed<'_, 'py, PyAny>, reader: &mut Reader<'py>) -> Option<Self> {
        let items: Vec<T> = list_from_plain(value, reader)?;
        items
            .try_into()
            .inspect_err(|items: &Vec<T>| reader.wrong_length(N, items.len(), &value))
            .ok()
    }
    fn schema<'py>(schemas: &mut Schemas<'py>) -> PyResult<Bound<'py, PyDict>> {
        schemas.array::<T>(N)
    }
}

/// The list in the dict or tuple of an instance; bytes stay what they are.
pub(super) fn list_to_plain<'py, T: FieldType>(
    items: &[T],
    py: Python<'py>,
    form: Form,
) -> PyResult<Bound<'py, PyAny>> {
    if T::SEQUENCE_IS_BYTES {
        let bytes = T::sequence_to_py(items, py)?;
        return if form == Form::Wire { base64::of_python(&bytes) } else { Ok(bytes) };
    }
    members_to_plain(items.iter(), py, form)
}

/// A list of them.
pub(super) fn members_to_plain<'a, 'py, T: FieldType>(
    items: impl Iterator<Item = &'a T>,
    py: Python<'py>,
    form: Form,
) -> PyResult<Bound<'py, PyAny>> {
    let items: Vec<_> = items.map(|item| item.to_plain(py, form)).collect::<PyResult<_>>()?;
    Ok(PyList::new(py, items)?.into_any())
}

/// The items of a list, or of what stands for bytes.
pub(super) fn list_from_plain<'py, T: FieldType>(
    value: Borrowed<'_, 'py, PyAny>,
    reader: &mut Reader<'py>,
) -> Option<Vec<T>> {
    if T::SEQUENCE_IS_BYTES {
        let bytes = reader.bytes(value)?;
        return T::sequence_from_py(bytes.as_borrowed(), Mode::default())
            .map_err(|error| reader.reject(error, &value))
            .ok();
    }
    let items = reader.items(value, T::SEQUENCE_HINT)?;
    reader.each(&items, T::from_plain)
}

pub(super) fn list_eq<T: FieldType>(a: &[T], b: &[T]) -> bool {
    a.len() == b.len() && T::EQ.is_some_and(|eq| a.iter().zip(b).all(|(a, b)| eq(a, b)))
}

/// As lists compare: by the first items that are not equal, else by length.
pub(super) fn list_order<T: FieldType>(a: &[T], b: &[T]) -> Option<Ordering> {
    let (eq, order) = (T::EQ?, T::ORDER?);
    match a.iter().zip(b).find(|(a, b)| !eq(a, b)) {
        Some((a, b)) => order(a, b),
        None => Some(a.len().cmp(&b.len())),
    }
}

pub(super) fn list_hash<T: FieldType>(items: &[T], hasher: &mut Hasher) {
    hasher.word(items.len() as u64);
    if let Some(hash) = T::HASH {
        items.iter().for_each(|item| hash(item, hasher));
    }
}

pub(super) fn list_repr<T: FieldType>(items: &[T], out: &mut String) {
    out.push('[');
    if let Some(repr) = T::REPR {
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                out.push_str(", ");
            }
            repr(item, out);
        }
    }
    out.push(']');
}

pub(super) fn list_to_py<'py, T: FieldType>(
    items: &[T],
    py: Python<'py>,
) -> PyResult<Bound<'py, PyAny>> {
    let items: Vec<_> = items.iter().map(|item| item.to_py(py)).collect::<PyResult<_>>()?;
    Ok(PyList::new(py, items)?.into_any())
}

/// Takes any sequence but a `str`, as PyO3 does, and no other iterable: a generator would be used
/// up, and the items of a `dict` or `set` have no place.
pub(super) fn list_from_py<T: FieldType>(
    value: Borrowed<'_, '_, PyAny>,
    mode: Mode,
) -> Result<Vec<T>, ConvertError> {
    // SAFETY: the value is a live object and the interpreter attached; the call cannot fail.
    let is_sequence = unsafe { ffi::PySequence_Check(value.as_ptr()) } != 0;
    if !is_sequence || value.is_instance_of::<PyString>() {
        return Err(ConvertError::wrong_type(
            TypeHint::generic("list", const { &[T::HINT] }),
            &value,
        ));
    }
    let raised = |error| ConvertError::raised(&value, error);
    let mut items = Vec::with_capacity(value.len().unwrap_or(0).min(1 << 20));
    for (index, item) in value.try_iter().map_err(raised)?.enumerate() {
        let item = item.map_err(raised)?;
        let item = T::from_py(item.as_borrowed(), mode);
        items.push(item.map_err(|error| error.inside(Step::Index(index)))?);
    }
    Ok(items)
}

/// Takes a `set` or `frozenset`.
pub(super) fn set_from_py<T: FieldType>(
    value: Borrowed<'_, '_, PyAny>,
    mode: Mode,
    mut insert: impl FnMut(T),
) -> Result<(), ConvertError> {
    // `o.labels |= {…}` hands a view back.
    let plain = crate::view::plain(&value).map_err(|error| ConvertError::raised(&value, error))?;
    let value = plain.as_borrowed();
    // SAFETY: as in `list_from_py`.
    if unsafe { ffi::PyAnySet_Check(value.as_ptr()) } == 0 {
        return Err(ConvertError::wrong_type(
            TypeHint::generic("set", const { &[T::HINT] }),
            &value,
        ));
    }
    let raised = |error| ConvertError::raised(&value, error);
    for item in value.try_iter().map_err(raised)? {
        let item = item.map_err(raised)?;
        let converted = T::from_py(item.as_borrowed(), mode);
        insert(converted.map_err(|error| error.inside(Step::Key(shown(&item))))?);
    }
    Ok(())
}

pub(super) fn set_to_py<'a, 'py, T: FieldType>(
    items: impl Iterator<Item = &'a T>,
    py: Python<'py>,
) -> PyResult<Bound<'py, PyAny>> {
    let set = PySet::empty(py)?;
    for item in items {
        set.add(item.to_py(py)?)?;
    }
    Ok(set.into_any())
}

/// The sum does not depend on the order, which a hash set does not have.
pub(super) fn set_hash<'a, T: FieldType>(items: impl Iterator<Item = &'a T>, hasher: &mut Hasher) {
    let sum = items.fold(0_u64, |sum, item| {
        let mut member = Hasher::member();
        if let Some(hash) = T::HASH {
            hash(item, &mut member);
        }
        sum.wrapping_add(member.finish_word())
    });
    hasher.word(sum);
}

/// A set: `<` (a partial order) and `repr` (in the order of Python's own table) are left to Python.
macro_rules! set {
    ($set:ty, [$($parameters:tt)*], $new:expr) => {
        impl<$($parameters)*> FieldType for $set {
            const HINT: TypeHint = TypeHint::generic("set", const { &[T::HINT] });
            const HOLDS_PYTHON: bool = T::HOLDS_PYTHON;
            const EQ: Option<fn(&Self, &Self) -> bool> = match T::EQ {
                None => None,
                Some(_) => Some(|a, b| a == b),
            };
            const HASH: Option<fn(&Self, &mut Hasher)> = match T::HASH {
                None => None,
                Some(_) => Some(|value, hasher| $crate::field_type::collections::set_hash(value.iter(), hasher)),
            };

            fn native() -> $crate::field_type::Native {
                T::native()
            }
            fn from_py(value: Borrowed<'_, '_, PyAny>, mode: Mode) -> Result<Self, ConvertError> {
                let mut set = $new;
                $crate::field_type::collections::set_from_py(value, mode, |item| {
                    set.insert(item);
                })?;
                Ok(set)
            }
            fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                $crate::field_type::collections::set_to_py(self.iter(), py)
            }
            fn copied(&self, py: Python<'_>) -> PyResult<Self> {
                self.iter().map(|item| item.copied(py)).collect()
            }
            fn traverse(&self, visit: &PyVisit<'_>) -> Result<(), PyTraverseError> {
                self.iter().try_for_each(|item| item.traverse(visit))
            }
            fn cleared(_py: Python<'_>) -> Option<Self> {
                Some($new)
            }
            fn from_plain<'py>(
                value: Borrowed<'_, 'py, PyAny>,
                reader: &mut $crate::wire::Reader<'py>,
            ) -> Option<Self> {
                let items = reader.members(value, Self::HINT)?;
                let mut set = $new;
                let mut repeated = false;
                for item in reader.each(&items, T::from_plain)? {
                    repeated |= !set.insert(item);
                }
                if repeated {
                    reader.repeated(&value);
                    return None;
                }
                Some(set)
            }
            fn to_plain<'py>(
                &self,
                py: Python<'py>,
                form: $crate::wire::Form,
            ) -> PyResult<Bound<'py, PyAny>> {
                if form == $crate::wire::Form::Wire {
                    return $crate::field_type::collections::members_to_plain(self.iter(), py, form);
                }
                self.to_py(py)
            }
            fn is_same(&self, other: &Self) -> bool {
                self.len() == other.len()
                    && self.iter().all(|item| other.get(item).is_some_and(|same| item.is_same(same)))
            }
            fn schema<'py>(
                schemas: &mut $crate::wire::Schemas<'py>,
            ) -> PyResult<Bound<'py, pyo3::types::PyDict>> {
                schemas.set::<T>()
            }
        }
    };
}

#[allow(unused_imports, reason = "used by the sets of other crates, behind features")]
pub(super) use set;

set!(
    HashSet<T, S>,
    [T: FieldType + Eq + Hash, S: BuildHasher + Default + 'static],
    HashSet::<T, S>::default()
);
set!(BTreeSet<T>, [T: FieldType + Ord], BTreeSet::<T>::new());
