//! The rules that a field's values obey: `#[field(ge = 1, max_length = 40, each(…))]`.
//!
//! A rule is a value in the class's static table, made for the field's type by the derive; the traits
//! here say which types a rule fits.

mod bounds;
mod each;
mod length;
#[cfg(feature = "pattern")]
mod pattern;
mod user;

use pyo3::prelude::*;
use pyo3::types::PyDict;

pub use bounds::{Comparable, Divisible, Limit, MultipleOf, Relation};
pub use each::{Collection, Each, EachKey, EachValue, Mapping};
pub use length::{HasLength, MaxLength, MinLength};
#[cfg(feature = "pattern")]
pub use pattern::{Pattern, Regex, Text};
pub use user::UserCheck;

use crate::error::Report;

/// One rule for values of one type.
pub trait Constraint: Sync {
    /// Reports what is wrong with the value.
    ///
    /// # Safety
    ///
    /// `value` points to a value of the type that the rule was made for, borrowed for the call.
    unsafe fn check(&self, value: *const u8, report: &mut Report<'_>);

    /// Adds the rule to a description of the field: its option as the key.
    ///
    /// # Errors
    ///
    /// If its parameter has no Python value.
    fn describe(&self, into: &Bound<'_, PyDict>) -> PyResult<()>;
}
