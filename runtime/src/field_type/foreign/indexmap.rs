//! `indexmap`.

use std::hash::{BuildHasher, Hash};

use indexmap::IndexMap;
use pyo3::prelude::*;
use pyo3::{Borrowed, PyTraverseError, PyVisit};

use crate::constraint::{counted, mapping};
use crate::error::ConvertError;
use crate::field_type::maps::map;
use crate::field_type::{FieldType, Mode};
use crate::hash::Hasher;
use crate::hint::TypeHint;

map!(
    IndexMap<K, V, S>,
    [K: FieldType + Eq + Hash, V: FieldType, S: BuildHasher + Default + 'static]
);

counted! {
    IndexMap<K, V, S>, [K, V, S];
}
mapping! {
    IndexMap<K, V, S>, [S];
}
