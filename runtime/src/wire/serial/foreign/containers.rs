//! `bytes`, `smallvec`, `hashbrown`, `indexmap` and `either`.

#[cfg(feature = "bytes")]
mod bytes {
    use bytes::Bytes;
    use serde::{Deserializer, Serializer};

    use crate::wire::Wire;

    impl Wire for Bytes {
        fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            u8::write_sequence(self, serializer)
        }
        fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            u8::read_sequence(deserializer).map(Self::from)
        }
    }
}

#[cfg(feature = "smallvec")]
mod smallvec {
    use serde::{Deserializer, Serializer};
    use smallvec::{Array, SmallVec};

    use crate::wire::Wire;

    impl<A: Array<Item = T>, T: Wire> Wire for SmallVec<A> {
        fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            T::write_sequence(self, serializer)
        }
        fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            T::read_sequence(deserializer).map(Self::from_vec)
        }
    }
}

#[cfg(feature = "hashbrown")]
mod hashbrown {
    use std::hash::{BuildHasher, Hash};

    use hashbrown::{HashMap, HashSet};

    use crate::wire::Wire;
    use crate::wire::serial::collections::{maps, sets};

    sets! {
        HashSet<T, H>, [T: Wire + Eq + Hash, H: BuildHasher + Default], Self::default();
    }
    maps! {
        HashMap<K, V, H>, [K: Wire + Eq + Hash, V: Wire, H: BuildHasher + Default];
    }
}

#[cfg(feature = "indexmap")]
mod indexmap {
    use std::hash::{BuildHasher, Hash};

    use indexmap::{IndexMap, IndexSet};

    use crate::wire::Wire;
    use crate::wire::serial::collections::{maps, sets};

    sets! {
        IndexSet<T, H>, [T: Wire + Eq + Hash, H: BuildHasher + Default], Self::default();
    }
    maps! {
        IndexMap<K, V, H>, [K: Wire + Eq + Hash, V: Wire, H: BuildHasher + Default];
    }
}

#[cfg(feature = "either")]
mod either {
    use either::Either;
    use pyo3::prelude::*;
    use serde::de::Error as _;
    use serde::{Deserializer, Serializer};

    use crate::wire::Wire;
    use crate::wire::content::{PyContent, to_python};

    /// Without a tag: what can be the left type is that, as in the constructor. What has been read is
    /// kept as Python values, for the second try.
    impl<L: Wire, R: Wire> Wire for Either<L, R> {
        fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            match self {
                Self::Left(left) => left.write(serializer),
                Self::Right(right) => right.write(serializer),
            }
        }
        fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            Python::attach(|py| {
                let value = to_python(py, deserializer)?;
                match L::read(PyContent(&value)) {
                    Ok(left) => Ok(Self::Left(left)),
                    Err(_) => R::read(PyContent(&value)).map(Self::Right).map_err(D::Error::custom),
                }
            })
        }
    }
}
