//! `Option`, `Box`, sequences, sets, tuples and maps.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt;
use std::hash::{BuildHasher, Hash};
use std::marker::PhantomData;

use serde::de::{Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::{Error as _, SerializeTuple};
use serde::{Deserialize, Deserializer, Serializer};

use super::super::depth::{Level, TOO_DEEP};
use super::{Read, Wire, Written};
#[cfg(feature = "arrow")]
use crate::wire::{Column, Columns, NoColumn};

/// The most room that is made for what a length in the input promises.
const MOST: usize = 4096;

pub(crate) fn write_list<'a, T: Wire + 'a, S: Serializer>(
    items: impl ExactSizeIterator<Item = &'a T>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let Some(_level) = Level::enter() else { return Err(S::Error::custom(TOO_DEEP)) };
    serializer.collect_seq(items.map(Written))
}

/// Reads a list, item by item, into what `with_capacity` makes; `push` says whether it takes the item.
pub(crate) fn read_items<'de, T: Wire, C, D: Deserializer<'de>>(
    deserializer: D,
    with_capacity: fn(usize) -> C,
    push: fn(&mut C, T) -> bool,
) -> Result<C, D::Error> {
    struct Items<T, C> {
        with_capacity: fn(usize) -> C,
        push: fn(&mut C, T) -> bool,
    }

    impl<'de, T: Wire, C> Visitor<'de> for Items<T, C> {
        type Value = C;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list")
        }
        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<C, A::Error> {
            let mut items = (self.with_capacity)(list.size_hint().unwrap_or(0).min(MOST));
            while let Some(Read(item)) = list.next_element()? {
                if !(self.push)(&mut items, item) {
                    return Err(A::Error::custom("an item appears twice in a set"));
                }
            }
            Ok(items)
        }
    }
    let Some(_level) = Level::enter() else { return Err(D::Error::custom(TOO_DEEP)) };
    deserializer.deserialize_seq(Items { with_capacity, push })
}

pub(crate) fn read_list<'de, T: Wire, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    let push = |items: &mut Vec<T>, item| {
        items.push(item);
        true
    };
    read_items(deserializer, Vec::with_capacity, push)
}

pub(crate) fn write_map<'a, K: Wire + 'a, V: Wire + 'a, S: Serializer>(
    entries: impl ExactSizeIterator<Item = (&'a K, &'a V)>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let Some(_level) = Level::enter() else { return Err(S::Error::custom(TOO_DEEP)) };
    serializer.collect_map(entries.map(|(key, value)| (Written(key), Written(value))))
}

/// Reads a map, entry by entry, into an empty one; `insert` says whether the key is new.
pub(crate) fn read_map<'de, K: Wire, V: Wire, M: Default, D: Deserializer<'de>>(
    deserializer: D,
    insert: fn(&mut M, K, V) -> bool,
) -> Result<M, D::Error> {
    struct Entries<K, V, M>(fn(&mut M, K, V) -> bool);

    impl<'de, K: Wire, V: Wire, M: Default> Visitor<'de> for Entries<K, V, M> {
        type Value = M;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a map")
        }
        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<M, A::Error> {
            let mut entries = M::default();
            while let Some((Read(key), Read(value))) = map.next_entry()? {
                if !(self.0)(&mut entries, key, value) {
                    return Err(A::Error::custom("a key appears twice in a map"));
                }
            }
            Ok(entries)
        }
    }
    let Some(_level) = Level::enter() else { return Err(D::Error::custom(TOO_DEEP)) };
    deserializer.deserialize_map(Entries(insert))
}

impl<T: Wire> Wire for Option<T> {
    #[inline]
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => serializer.serialize_some(&Written(value)),
            None => serializer.serialize_none(),
        }
    }
    #[inline]
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::<Read<T>>::deserialize(deserializer).map(|value| value.map(|Read(value)| value))
    }
    #[cfg(feature = "arrow")]
    fn column(columns: &mut Columns) -> Result<Column, NoColumn> {
        T::column(columns).map(Column::optional)
    }
}

impl<T: Wire> Wire for Box<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        T::write(self, serializer)
    }
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Box::new)
    }
    #[cfg(feature = "arrow")]
    fn column(columns: &mut Columns) -> Result<Column, NoColumn> {
        T::column(columns)
    }
}

impl<T: Wire> Wire for Vec<T> {
    #[inline]
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        T::write_sequence(self, serializer)
    }
    #[inline]
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read_sequence(deserializer)
    }
    #[cfg(feature = "arrow")]
    fn column(columns: &mut Columns) -> Result<Column, NoColumn> {
        T::sequence_column(columns)
    }
}

impl<T: Wire, const N: usize> Wire for [T; N] {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        T::write_sequence(self, serializer)
    }
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items = T::read_sequence(deserializer)?;
        let len = items.len();
        items.try_into().map_err(|_| D::Error::invalid_length(len, &Items(N)))
    }
    #[cfg(feature = "arrow")]
    fn column(columns: &mut Columns) -> Result<Column, NoColumn> {
        T::sequence_column(columns)
    }
}

struct Items(usize);

impl serde::de::Expected for Items {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} items", self.0)
    }
}

/// Sets, which are lists on the wire.
macro_rules! sets {
    ($($set:ty, [$($parameters:tt)*], $empty:expr);* $(;)?) => { $(
        impl<$($parameters)*> $crate::wire::Wire for $set {
            fn write<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::wire::serial::collections::write_list(self.iter(), serializer)
            }
            fn read<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::wire::serial::collections::read_items(
                    deserializer,
                    |_| $empty,
                    |set: &mut Self, item| set.insert(item),
                )
            }
            #[cfg(feature = "arrow")]
            fn column(
                columns: &mut $crate::wire::Columns,
            ) -> Result<$crate::wire::Column, $crate::wire::NoColumn> {
                T::column(columns).map($crate::wire::Column::list)
            }
        }
    )* };
}

sets! {
    HashSet<T, H>, [T: Wire + Eq + Hash, H: BuildHasher + Default], Self::default();
    BTreeSet<T>, [T: Wire + Ord], Self::default();
}

/// Maps.
macro_rules! maps {
    ($($map:ty, [$($parameters:tt)*]);* $(;)?) => { $(
        impl<$($parameters)*> $crate::wire::Wire for $map {
            fn write<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::wire::serial::collections::write_map(self.iter(), serializer)
            }
            fn read<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::wire::serial::collections::read_map(
                    deserializer,
                    |map: &mut Self, key, value| map.insert(key, value).is_none(),
                )
            }
            #[cfg(feature = "arrow")]
            fn column(
                columns: &mut $crate::wire::Columns,
            ) -> Result<$crate::wire::Column, $crate::wire::NoColumn> {
                $crate::wire::Column::map(K::column(columns)?, V::column(columns)?)
            }
        }
    )* };
}

#[allow(unused_imports, reason = "for the collections of other crates, behind features")]
pub(crate) use {maps, sets};

maps! {
    HashMap<K, V, H>, [K: Wire + Eq + Hash, V: Wire, H: BuildHasher + Default];
    BTreeMap<K, V>, [K: Wire + Ord, V: Wire];
}

macro_rules! tuple {
    ($len:literal: $($item:ident $index:tt),+) => {
        impl<$($item: Wire),+> Wire for ($($item,)+) {
            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let Some(_level) = Level::enter() else { return Err(S::Error::custom(TOO_DEEP)) };
                let mut tuple = serializer.serialize_tuple($len)?;
                $(tuple.serialize_element(&Written(&self.$index))?;)+
                tuple.end()
            }
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Tuple<$($item),+>(PhantomData<($($item,)+)>);

                impl<'de, $($item: Wire),+> Visitor<'de> for Tuple<$($item),+> {
                    type Value = ($($item,)+);

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        write!(f, "a list of {} items", $len)
                    }
                    fn visit_seq<L: SeqAccess<'de>>(
                        self,
                        mut list: L,
                    ) -> Result<Self::Value, L::Error> {
                        let items = ($(
                            match list.next_element::<Read<$item>>()? {
                                Some(Read(item)) => item,
                                None => return Err(L::Error::invalid_length($index, &self)),
                            },
                        )+);
                        if list.next_element::<serde::de::IgnoredAny>()?.is_some() {
                            return Err(L::Error::invalid_length($len + 1, &self));
                        }
                        Ok(items)
                    }
                }
                let Some(_level) = Level::enter() else { return Err(D::Error::custom(TOO_DEEP)) };
                deserializer.deserialize_tuple($len, Tuple(PhantomData))
            }
            #[cfg(feature = "arrow")]
            fn column(columns: &mut Columns) -> Result<Column, NoColumn> {
                Ok(Column::tuple([$($item::column(columns)?),+]))
            }
        }
    };
}

tuple!(1: A 0);
tuple!(2: A 0, B 1);
tuple!(3: A 0, B 1, C 2);
tuple!(4: A 0, B 1, C 2, E 3);
tuple!(5: A 0, B 1, C 2, E 3, F 4);
tuple!(6: A 0, B 1, C 2, E 3, F 4, G 5);
tuple!(7: A 0, B 1, C 2, E 3, F 4, G 5, H 6);
tuple!(8: A 0, B 1, C 2, E 3, F 4, G 5, H 6, I 7);
tuple!(9: A 0, B 1, C 2, E 3, F 4, G 5, H 6, I 7, J 8);
tuple!(10: A 0, B 1, C 2, E 3, F 4, G 5, H 6, I 7, J 8, K 9);
tuple!(11: A 0, B 1, C 2, E 3, F 4, G 5, H 6, I 7, J 8, K 9, M 10);
tuple!(12: A 0, B 1, C 2, E 3, F 4, G 5, H 6, I 7, J 8, K 9, M 10, N 11);
