//! The maps and sets that have views.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::{BuildHasher, Hash};

use crate::field_type::FieldType;

/// A map, or a set: a map of its items to `()`.
pub trait Keyed: 'static {
    type Key: FieldType;
    type Value: FieldType;
    const IS_SET: bool;

    fn len(&self) -> usize;
    fn keys(&self) -> impl Iterator<Item = &Self::Key>;
    fn get(&self, key: &Self::Key) -> Option<&Self::Value>;
    /// Exchanges the value of a key that is there; `false` if it is not.
    fn swap(&mut self, key: &Self::Key, value: &mut Self::Value) -> bool;
    /// Adds a key that is not there, at the position or else the end where they stand in the order in
    /// which they came.
    fn insert(&mut self, at: usize, key: Self::Key, value: Self::Value);
    /// Takes an entry out, with its position.
    fn remove(&mut self, key: &Self::Key) -> Option<(usize, Self::Key, Self::Value)>;
    /// Takes the last entry out, or any where there is no order.
    fn pop(&mut self) -> Option<(usize, Self::Key, Self::Value)>;
}

/// `map` or `set`, and how it is ordered: `hashed`, `sorted`, or `indexed` by insertion.
macro_rules! keyed {
    ($($kind:ident $order:ident $type:ty, [$($parameters:tt)*];)*) => { $(
        impl<$($parameters)*> $crate::view::keyed::Keyed for $type {
            $crate::view::keyed::keyed!(@$kind);
            $crate::view::keyed::keyed!(@$kind $order);

            fn len(&self) -> usize {
                Self::len(self)
            }
        }

        $crate::builder::collects!($kind $type, [$($parameters)*]);

        #[diagnostic::do_not_recommend]
        impl<$($parameters)*> $crate::view::Viewable for $type {
            const VIEW: $crate::view::ViewTable =
                $crate::view::keyed::keyed!(@view $kind)(&$crate::view::key_table::Entries::<Self>::NEW);
        }
    )* };

    (@view map) => { $crate::view::ViewTable::Map };
    (@view set) => { $crate::view::ViewTable::Set };

    (@map) => {
        type Key = K;
        type Value = V;
        const IS_SET: bool = false;

        fn keys(&self) -> impl Iterator<Item = &K> {
            Self::keys(self)
        }
        fn get(&self, key: &K) -> Option<&V> {
            Self::get(self, key)
        }
        fn swap(&mut self, key: &K, value: &mut V) -> bool {
            Self::get_mut(self, key).map(|old| std::mem::swap(old, value)).is_some()
        }
    };
    (@map indexed) => {
        fn insert(&mut self, at: usize, key: K, value: V) {
            Self::shift_insert(self, at.min(Self::len(self)), key, value);
        }
        fn remove(&mut self, key: &K) -> Option<(usize, K, V)> {
            Self::shift_remove_full(self, key)
        }
        fn pop(&mut self) -> Option<(usize, K, V)> {
            Self::pop(self).map(|(key, value)| (Self::len(self), key, value))
        }
    };
    (@map $order:ident) => {
        fn insert(&mut self, _at: usize, key: K, value: V) {
            Self::insert(self, key, value);
        }
        fn remove(&mut self, key: &K) -> Option<(usize, K, V)> {
            Self::remove_entry(self, key).map(|(key, value)| (0, key, value))
        }
        fn pop(&mut self) -> Option<(usize, K, V)> {
            $crate::view::keyed::keyed!(@pop map $order self).map(|(key, value)| (0, key, value))
        }
    };

    (@set) => {
        type Key = T;
        type Value = ();
        const IS_SET: bool = true;

        fn keys(&self) -> impl Iterator<Item = &T> {
            Self::iter(self)
        }
        fn get(&self, item: &T) -> Option<&()> {
            Self::contains(self, item).then_some(&())
        }
        fn swap(&mut self, item: &T, (): &mut ()) -> bool {
            Self::contains(self, item)
        }
    };
    (@set indexed) => {
        fn insert(&mut self, at: usize, item: T, (): ()) {
            Self::shift_insert(self, at.min(Self::len(self)), item);
        }
        fn remove(&mut self, item: &T) -> Option<(usize, T, ())> {
            Self::shift_remove_full(self, item).map(|(at, item)| (at, item, ()))
        }
        fn pop(&mut self) -> Option<(usize, T, ())> {
            Self::pop(self).map(|item| (Self::len(self), item, ()))
        }
    };
    (@set $order:ident) => {
        fn insert(&mut self, _at: usize, item: T, (): ()) {
            Self::insert(self, item);
        }
        fn remove(&mut self, item: &T) -> Option<(usize, T, ())> {
            Self::take(self, item).map(|item| (0, item, ()))
        }
        fn pop(&mut self) -> Option<(usize, T, ())> {
            $crate::view::keyed::keyed!(@pop set $order self).map(|item| (0, item, ()))
        }
    };

    // The rest stays: it is taken out as the iterator goes.
    (@pop map hashed $self:ident) => { Self::extract_if($self, |_, _| true).next() };
    (@pop set hashed $self:ident) => { Self::extract_if($self, |_| true).next() };
    (@pop $kind:ident sorted $self:ident) => { Self::pop_last($self) };
}

pub(crate) use keyed;

keyed! {
    map hashed HashMap<K, V, S>, [K: FieldType + Eq + Hash, V: FieldType, S: BuildHasher + Default + 'static];
    map sorted BTreeMap<K, V>, [K: FieldType + Ord, V: FieldType];
    set hashed HashSet<T, S>, [T: FieldType + Eq + Hash, S: BuildHasher + Default + 'static];
    set sorted BTreeSet<T>, [T: FieldType + Ord];
}
