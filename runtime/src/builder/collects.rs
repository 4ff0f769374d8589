//! [`Collects`]: the collections that adders add to.

use pyo3::prelude::*;

use crate::error::ConvertError;
use crate::field_type::{FieldType, Mode};

/// A collection that takes items one by one.
///
/// # Safety
///
/// The pointers that [`pointers`](Self::pointers) gives are to an item of the type that
/// `constraint::Collection` names, or to a key and a value of those that `constraint::Mapping` names.
#[diagnostic::on_unimplemented(
    message = "`each` does not apply to `{Self}`",
    label = "this field's type takes no items one by one",
    note = "it applies to `Vec`, `HashMap`, `BTreeMap`, `HashSet` and `BTreeSet` of field types, and with the cargo features of those names to what `hashbrown`, `indexmap` and `smallvec` have of the kind, also inside `Option`",
    note = "remove `each`: the setter takes the whole value"
)]
pub unsafe trait Collects: FieldType {
    /// An item, or a key and its value.
    #[doc(hidden)]
    type Part: 'static;

    /// Adders take two arguments.
    #[doc(hidden)]
    const IS_MAP: bool;

    /// Nothing in it.
    #[doc(hidden)]
    fn empty() -> Self;

    /// The part that arguments stand for; a map's are a key and its value, the others' the same twice.
    ///
    /// # Errors
    ///
    /// When one does not convert.
    #[doc(hidden)]
    fn part(
        first: &Bound<'_, PyAny>,
        second: &Bound<'_, PyAny>,
        mode: Mode,
    ) -> Result<Self::Part, ConvertError>;

    /// Where the key and the value lie, or the item twice.
    #[doc(hidden)]
    fn pointers(part: &Self::Part) -> (*const u8, *const u8);

    /// How many parts there are.
    #[doc(hidden)]
    fn count(&self) -> usize;

    /// How many there will be with this one.
    #[doc(hidden)]
    fn count_with(&self, part: &Self::Part) -> usize;

    /// Adds it; returns what it displaces, or itself where it is in there already.
    #[doc(hidden)]
    fn add(&mut self, part: Self::Part) -> Option<Self::Part>;
}

/// For a sequence or set of `T`, or a map of `K` to `V`: those of [views](crate::view), by whose operations
/// they grow.
macro_rules! collects {
    ($kind:ident $type:ty, [$($parameters:tt)*]) => {
        #[diagnostic::do_not_recommend]
        // SAFETY: the parts are those of the collection.
        unsafe impl<$($parameters)*> $crate::builder::Collects for $type {
            $crate::builder::collects!(@$kind);

            fn empty() -> Self {
                Self::default()
            }
            fn count(&self) -> usize {
                self.len()
            }
        }
    };

    (@item) => {
        type Part = T;

        fn part(
            item: &pyo3::Bound<'_, pyo3::PyAny>,
            _: &pyo3::Bound<'_, pyo3::PyAny>,
            mode: $crate::field_type::Mode,
        ) -> Result<T, $crate::error::ConvertError> {
            T::from_py(item.as_borrowed(), mode)
        }
        fn pointers(item: &T) -> (*const u8, *const u8) {
            let item = (&raw const *item).cast();
            (item, item)
        }
    };
    (@list) => {
        const IS_MAP: bool = {
            assert!(
                !T::SEQUENCE_IS_BYTES,
                "`each` does not apply to a sequence of `u8`, which is `bytes` in Python and takes no bytes one by one"
            );
            false
        };
        $crate::builder::collects!(@item);

        fn count_with(&self, _: &T) -> usize {
            self.len().saturating_add(1)
        }
        fn add(&mut self, item: T) -> Option<T> {
            self.push(item);
            None
        }
    };
    (@set) => {
        const IS_MAP: bool = false;
        $crate::builder::collects!(@item);

        fn count_with(&self, item: &T) -> usize {
            self.len() + usize::from(!self.contains(item))
        }
        fn add(&mut self, item: T) -> Option<T> {
            // As in Python: the one that is there stays.
            if self.contains(&item) {
                return Some(item);
            }
            self.insert(item);
            None
        }
    };
    (@map) => {
        type Part = (K, V);
        const IS_MAP: bool = true;

        fn part(
            key: &pyo3::Bound<'_, pyo3::PyAny>,
            value: &pyo3::Bound<'_, pyo3::PyAny>,
            mode: $crate::field_type::Mode,
        ) -> Result<(K, V), $crate::error::ConvertError> {
            Ok((K::from_py(key.as_borrowed(), mode)?, V::from_py(value.as_borrowed(), mode)?))
        }
        fn pointers((key, value): &(K, V)) -> (*const u8, *const u8) {
            ((&raw const *key).cast(), (&raw const *value).cast())
        }
        fn count_with(&self, (key, _): &(K, V)) -> usize {
            self.len() + usize::from(!self.contains_key(key))
        }
        fn add(&mut self, (key, mut value): (K, V)) -> Option<(K, V)> {
            // As in Python: the key that is there stays.
            match self.get_mut(&key) {
                Some(old) => {
                    std::mem::swap(old, &mut value);
                    Some((key, value))
                }
                None => {
                    self.insert(key, value);
                    None
                }
            }
        }
    };
}

#[allow(unused_imports, reason = "for field types behind cargo features")]
pub(crate) use collects;

#[diagnostic::do_not_recommend]
// SAFETY: those of the collection inside, as for `constraint`.
unsafe impl<C: Collects> Collects for Option<C> {
    type Part = C::Part;
    const IS_MAP: bool = C::IS_MAP;

    fn empty() -> Self {
        Some(C::empty())
    }
    fn part(
        first: &Bound<'_, PyAny>,
        second: &Bound<'_, PyAny>,
        mode: Mode,
    ) -> Result<C::Part, ConvertError> {
        C::part(first, second, mode)
    }
    fn pointers(part: &C::Part) -> (*const u8, *const u8) {
        C::pointers(part)
    }
    fn count(&self) -> usize {
        self.as_ref().map_or(0, C::count)
    }
    fn count_with(&self, part: &C::Part) -> usize {
        self.as_ref().map_or(1, |collection| collection.count_with(part))
    }
    fn add(&mut self, part: C::Part) -> Option<C::Part> {
        self.get_or_insert_with(C::empty).add(part)
    }
}
