//! Whether a rule fits a field's type, asked in a way that gives one error where it does not.
//!
//! The derive names the type of a rule's values as `<T as fits::Limit>::Value`, which is `T`. If the
//! rule does not fit, this is the one bound that fails: the compiler has no type to go on with, and
//! is silent about all that would follow.

use super::{Collection, Comparable, Divisible, HasLength, Mapping};

/// `ge`, `gt`, `le` and `lt`.
pub trait Limit {
    /// The type itself.
    type Value;
}
impl<T: Comparable> Limit for T {
    type Value = T;
}

/// `multiple_of`.
pub trait MultipleOf {
    /// The type itself.
    type Value;
}
impl<T: Divisible> MultipleOf for T {
    type Value = T;
}

/// `min_length` and `max_length`.
pub trait Length {
    /// The type itself.
    type Value;
}
impl<T: HasLength> Length for T {
    type Value = T;
}

/// `pattern`.
#[cfg(feature = "pattern")]
pub trait Pattern {
    /// The type itself.
    type Value;
}
#[cfg(feature = "pattern")]
impl<T: super::Text> Pattern for T {
    type Value = T;
}

/// `each`.
pub trait Each {
    /// The type itself.
    type Value;
}
impl<T: Collection> Each for T {
    type Value = T;
}

/// `key` and `value`.
pub trait KeyOrValue {
    /// The type itself.
    type Value;
}
impl<T: Mapping> KeyOrValue for T {
    type Value = T;
}
