//! `either`.

use either::Either;
use pyo3::prelude::*;
use pyo3::{Borrowed, PyTraverseError, PyVisit};

use crate::error::ConvertError;
use crate::field_type::{FieldType, Mode};
use crate::hint::TypeHint;
use crate::wire::{Form, Reader};

/// The left type if the value converts to it, else the right.
impl<L: FieldType, R: FieldType> FieldType for Either<L, R> {
    const HINT: TypeHint = TypeHint::union(const { &[L::HINT, R::HINT] });
    const HOLDS_PYTHON: bool = L::HOLDS_PYTHON || R::HOLDS_PYTHON;

    fn from_py(value: Borrowed<'_, '_, PyAny>, mode: Mode) -> Result<Self, ConvertError> {
        match L::from_py(value, mode) {
            Ok(left) => Ok(Self::Left(left)),
            Err(_) => R::from_py(value, mode)
                .map(Self::Right)
                .map_err(|_| ConvertError::wrong_type(Self::HINT, &value)),
        }
    }
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match self {
            Self::Left(left) => left.to_py(py),
            Self::Right(right) => right.to_py(py),
        }
    }
    fn copied(&self, py: Python<'_>) -> PyResult<Self> {
        Ok(match self {
            Self::Left(left) => Self::Left(left.copied(py)?),
            Self::Right(right) => Self::Right(right.copied(py)?),
        })
    }
    fn to_plain<'py>(&self, py: Python<'py>, form: Form) -> PyResult<Bound<'py, PyAny>> {
        match self {
            Self::Left(left) => left.to_plain(py, form),
            Self::Right(right) => right.to_plain(py, form),
        }
    }
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Left(value), Self::Left(other)) => value.is_same(other),
            (Self::Right(value), Self::Right(other)) => value.is_same(other),
            _ => false,
        }
    }
    fn from_plain<'py>(value: Borrowed<'_, 'py, PyAny>, reader: &mut Reader<'py>) -> Option<Self> {
        if let Some(left) = reader.attempt(|reader| L::from_plain(value, reader)) {
            return Some(Self::Left(left));
        }
        if let Some(right) = reader.attempt(|reader| R::from_plain(value, reader)) {
            return Some(Self::Right(right));
        }
        reader.reject(ConvertError::wrong_type(Self::HINT, &value), &value);
        None
    }
    fn traverse(&self, visit: &PyVisit<'_>) -> Result<(), PyTraverseError> {
        match self {
            Self::Left(left) => left.traverse(visit),
            Self::Right(right) => right.traverse(visit),
        }
    }
}
