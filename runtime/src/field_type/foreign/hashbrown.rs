//! `hashbrown`.

use std::hash::{BuildHasher, Hash};

use hashbrown::{HashMap, HashSet};
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
    HashMap<K, V, S>,
    [K: FieldType + Eq + Hash, V: FieldType, S: BuildHasher + Default + 'static]
);
set!(
    HashSet<T, S>,
    [T: FieldType + Eq + Hash, S: BuildHasher + Default + 'static],
    HashSet::<T, S>::default()
);

counted! {
    HashSet<T, S>, [T, S];
    HashMap<K, V, S>, [K, V, S];
}
collection! {
    HashSet<T, S>, [S];
}
mapping! {
    HashMap<K, V, S>, [S];
}
keyed! {
    map hashed HashMap<K, V, S>, [K: FieldType + Eq + Hash, V: FieldType, S: BuildHasher + Default + 'static];
    set hashed HashSet<T, S>, [T: FieldType + Eq + Hash, S: BuildHasher + Default + 'static];
}
