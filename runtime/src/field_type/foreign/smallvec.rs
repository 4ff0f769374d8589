//! `smallvec`.

use std::cmp::Ordering;

use pyo3::prelude::*;
use pyo3::types::PyDict;
use pyo3::{Borrowed, PyTraverseError, PyVisit};
use smallvec::{Array, SmallVec};

use crate::constraint::{Collection, HasLength};
use crate::error::ConvertError;
use crate::field_type::collections::{
    list_eq, list_from_plain, list_hash, list_order, sequence_operations,
};
use crate::field_type::{FieldType, Mode};
use crate::hash::Hasher;
use crate::hint::TypeHint;
use crate::view::list_table::sequence;
use crate::wire::{Reader, Schemas};

impl<A: Array<Item = T> + 'static, T: FieldType> FieldType for SmallVec<A> {
    sequence_operations!(T);

    fn from_py(value: Borrowed<'_, '_, PyAny>, mode: Mode) -> Result<Self, ConvertError> {
        T::sequence_from_py(value, mode).map(SmallVec::from_vec)
    }
    fn copied(&self, py: Python<'_>) -> PyResult<Self> {
        self.iter().map(|item| item.copied(py)).collect()
    }
    fn cleared(_py: Python<'_>) -> Option<Self> {
        Some(SmallVec::new())
    }
    fn from_plain<'py>(value: Borrowed<'_, 'py, PyAny>, reader: &mut Reader<'py>) -> Option<Self> {
        list_from_plain(value, reader).map(SmallVec::from_vec)
    }
    fn schema<'py>(schemas: &mut Schemas<'py>) -> PyResult<Bound<'py, PyDict>> {
        schemas.list::<T>()
    }
}

#[diagnostic::do_not_recommend]
impl<A: Array<Item = T> + 'static, T: FieldType> HasLength for SmallVec<A> {
    const UNIT: &'static str = if T::SEQUENCE_IS_BYTES { "bytes" } else { "" };

    fn length(&self) -> Option<usize> {
        Some(self.len())
    }
}

#[diagnostic::do_not_recommend]
impl<A: Array<Item = T> + 'static, T: FieldType> Collection for SmallVec<A> {
    type Item = T;

    fn for_each(&self, visit: &mut dyn FnMut(&T)) {
        self.iter().for_each(visit);
    }
}

sequence!(SmallVec<A>, [A: Array<Item = T> + 'static, T: FieldType]);
