//! `indexmap`.

use std::hash::{BuildHasher, Hash};

use indexmap::{IndexMap, IndexSet};
use pyo3::prelude::*;
use pyo3::{Borrowed, PyTraverseError, PyVisit};

use crate::constraint::{collection, counted, mapping};
use crate::error::ConvertError;
use crate::field_type::collections::set;
use crate::field_type::maps::map;
use crate::field_type::{FieldType, Mode};
use crate::hash::Hasher;
use crate::hint::TypeHint;
use crate::view::keyed::keyed;

map!(
    IndexMap<K, V, S>,
    [K: FieldType + Eq + Hash, V: FieldType, S: BuildHasher + Default + 'static]
);
set!(
    IndexSet<T, S>,
    [T: FieldType + Eq + Hash, S: BuildHasher + Default + 'static],
    IndexSet::<T, S>::default()
);

counted! {
    IndexSet<T, S>, [T, S];
    IndexMap<K, V, S>, [K, V, S];
}
collection! {
    IndexSet<T, S>, [S];
}
mapping! {
    IndexMap<K, V, S>, [S];
}
keyed! {
    map indexed IndexMap<K, V, S>, [K: FieldType + Eq + Hash, V: FieldType, S: BuildHasher + Default + 'static];
    set indexed IndexSet<T, S>, [T: FieldType + Eq + Hash, S: BuildHasher + Default + 'static];
}
