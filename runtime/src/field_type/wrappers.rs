//! `Option` and `Box`.

use std::cmp::Ordering;

use pyo3::prelude::*;
use pyo3::types::PyDict;
use pyo3::{Borrowed, PyTraverseError, PyVisit, ffi};

use super::{FieldType, Mode, Native, Quick, quick};
use crate::error::ConvertError;
use crate::hash::Hasher;
use crate::hint::TypeHint;
use crate::wire::{Form, Reader, Schemas};

impl<T: FieldType> FieldType for Option<T> {
    const HINT: TypeHint = TypeHint::union(const { &[T::HINT, TypeHint::NONE] });
    const HOLDS_PYTHON: bool = T::HOLDS_PYTHON;

    const EQ: Option<fn(&Self, &Self) -> bool> = match T::EQ {
        None => None,
        Some(_) => Some(|a, b| match (a, b) {
            (Some(a), Some(b)) => T::EQ.is_some_and(|eq| eq(a, b)),
            (None, None) => true,
            _ => false,
        }),
    };
    // No ORDER: `None < 1` is a TypeError, which Python raises best.
    const HASH: Option<fn(&Self, &mut Hasher)> = match T::HASH {
        None => None,
        Some(_) => Some(|value, hasher| match (value, T::HASH) {
            (Some(value), Some(hash)) => {
                hasher.word(1);
                hash(value, hasher);
            }
            _ => hasher.word(0),
        }),
    };
    const REPR: Option<fn(&Self, &mut String)> = match T::REPR {
        None => None,
        Some(_) => Some(|value, out| match (value, T::REPR) {
            (Some(value), Some(repr)) => repr(value, out),
            _ => out.push_str("None"),
        }),
    };
    const QUICK: Quick<Self> = Quick {
        from_py: match T::QUICK.from_py {
            None => None,
            Some(_) => Some(|object| {
                // SAFETY: the promises of `Quick`.
                if object == unsafe { ffi::Py_None() } {
                    return Some(None);
                }
                // SAFETY: as above.
                T::QUICK.from_py.and_then(|from_py| unsafe { from_py(object) }).map(Some)
            }),
        },
        to_py: match T::QUICK.to_py {
            None => None,
            // SAFETY: as above.
            Some(_) => Some(|value| unsafe {
                match (value, T::QUICK.to_py) {
                    (Some(value), Some(to_py)) => to_py(value),
                    _ => quick::new_ref(ffi::Py_None()),
                }
            }),
        },
    };

    fn native() -> Native {
        T::native()
    }
    fn from_py(value: Borrowed<'_, '_, PyAny>, mode: Mode) -> Result<Self, ConvertError> {
        if value.is_none() {
            return Ok(None);
        }
        T::from_py(value, mode).map(Some).map_err(ConvertError::or_none)
    }
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match self {
            Some(value) => value.to_py(py),
            None => Ok(py.None().into_bound(py)),
        }
    }
    fn copied(&self, py: Python<'_>) -> PyResult<Self> {
        self.as_ref().map(|value| value.copied(py)).transpose()
    }
    fn traverse(&self, visit: &PyVisit<'_>) -> Result<(), PyTraverseError> {
        self.as_ref().map_or(Ok(()), |value| value.traverse(visit))
    }
    fn cleared(_py: Python<'_>) -> Option<Self> {
        Some(None)
    }
    const ABSENT: Option<fn() -> Self> = Some(|| None);
    const KEY: Option<fn(&str) -> Option<Self>> = match T::KEY {
        None => None,
        Some(_) => Some(|text| T::KEY.and_then(|read| read(text)).map(Some)),
    };
    fn to_plain<'py>(&self, py: Python<'py>, form: Form) -> PyResult<Bound<'py, PyAny>> {
        match self {
            Some(value) => value.to_plain(py, form),
            None => Ok(py.None().into_bound(py)),
        }
    }
    fn from_plain<'py>(value: Borrowed<'_, 'py, PyAny>, reader: &mut Reader<'py>) -> Option<Self> {
        if value.is_none() {
            return Some(None);
        }
        T::from_plain(value, reader).map(Some)
    }
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Some(value), Some(other)) => value.is_same(other),
            (None, None) => true,
            _ => false,
        }
    }
    fn schema<'py>(schemas: &mut Schemas<'py>) -> PyResult<Bound<'py, PyDict>> {
        schemas.optional::<T>()
    }
}

impl<T: FieldType> FieldType for Box<T> {
    const HINT: TypeHint = T::HINT;
    const HOLDS_PYTHON: bool = T::HOLDS_PYTHON;
    const EQ: Option<fn(&Self, &Self) -> bool> = match T::EQ {
        None => None,
        Some(_) => Some(|a, b| T::EQ.is_some_and(|eq| eq(a, b))),
    };
    const ORDER: Option<fn(&Self, &Self) -> Option<Ordering>> = match T::ORDER {
        None => None,
        Some(_) => Some(|a, b| T::ORDER.and_then(|order| order(a, b))),
    };
    const HASH: Option<fn(&Self, &mut Hasher)> = match T::HASH {
        None => None,
        Some(_) => Some(|value, hasher| {
            if let Some(hash) = T::HASH {
                hash(value, hasher);
            }
        }),
    };
    const REPR: Option<fn(&Self, &mut String)> = match T::REPR {
        None => None,
        Some(_) => Some(|value, out| {
            if let Some(repr) = T::REPR {
                repr(value, out);
            }
        }),
    };

    fn native() -> Native {
        T::native()
    }
    fn from_py(value: Borrowed<'_, '_, PyAny>, mode: Mode) -> Result<Self, ConvertError> {
        T::from_py(value, mode).map(Box::new)
    }
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        T::to_py(self, py)
    }
    fn copied(&self, py: Python<'_>) -> PyResult<Self> {
        T::copied(self, py).map(Box::new)
    }
    fn traverse(&self, visit: &PyVisit<'_>) -> Result<(), PyTraverseError> {
        T::traverse(self, visit)
    }
    fn cleared(py: Python<'_>) -> Option<Self> {
        T::cleared(py).map(Box::new)
    }
    const KEY: Option<fn(&str) -> Option<Self>> = match T::KEY {
        None => None,
        Some(_) => Some(|text| T::KEY.and_then(|read| read(text)).map(Box::new)),
    };
    const ABSENT: Option<fn() -> Self> = match T::ABSENT {
        None => None,
        Some(_) => Some(|| match T::ABSENT {
            Some(absent) => Box::new(absent()),
            // Not reached: there is one.
            None => std::process::abort(),
        }),
    };
    fn to_plain<'py>(&self, py: Python<'py>, form: Form) -> PyResult<Bound<'py, PyAny>> {
        T::to_plain(self, py, form)
    }
    fn from_plain<'py>(value: Borrowed<'_, 'py, PyAny>, reader: &mut Reader<'py>) -> Option<Self> {
        T::from_plain(value, reader).map(Box::new)
    }
    fn is_same(&self, other: &Self) -> bool {
        T::is_same(self, other)
    }
    fn schema<'py>(schemas: &mut Schemas<'py>) -> PyResult<Bound<'py, PyDict>> {
        T::schema(schemas)
    }
}
