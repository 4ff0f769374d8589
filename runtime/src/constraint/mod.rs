//! The rules that a field's values obey: `#[field(ge = 1, max_length = 40, each(…))]`.
//!
//! The traits here say which types a rule fits. They are implemented for the types of the standard
//! library; implement them for a field type of your own to use the rules on it:
//!
//! ```
//! use std::cmp::Ordering;
//!
//! use pyo3::prelude::*;
//! use pyo3::Borrowed;
//! use pyo3_classes::constraint::Comparable;
//! use pyo3_classes::{ConvertError, FieldType, Mode, TypeHint};
//!
//! struct Cents(i64);
//!
//! impl FieldType for Cents {
//!     const HINT: TypeHint = TypeHint::builtin("int");
//!     fn from_py(value: Borrowed<'_, '_, PyAny>, mode: Mode) -> Result<Self, ConvertError> {
//!         i64::from_py(value, mode).map(Cents)
//!     }
//!     fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
//!         self.0.to_py(py)
//!     }
//!     fn copied(&self, _py: Python<'_>) -> PyResult<Self> {
//!         Ok(Cents(self.0))
//!     }
//! }
//!
//! // `#[field(ge = 0)] price: Cents` compares with a plain number.
//! impl Comparable for Cents {
//!     type Limit = i64;
//!     fn compare(&self, limit: &i64) -> Option<Ordering> {
//!         Some(self.0.cmp(limit))
//!     }
//! }
//! ```

mod bounds;
mod each;
#[doc(hidden)]
pub mod fits;
mod length;
#[cfg(feature = "pattern")]
mod pattern;
mod user;

use pyo3::prelude::*;
use pyo3::types::PyDict;

pub use bounds::{Comparable, Divisible};
pub use each::{Collection, Mapping};
pub use length::HasLength;
#[cfg(feature = "pattern")]
pub use pattern::Text;
#[allow(unused_imports, reason = "for field types behind cargo features")]
pub(crate) use {
    each::{collection, mapping},
    length::counted,
};

#[doc(hidden)]
pub use bounds::{Limit, MultipleOf, Relation};
#[doc(hidden)]
pub use each::{Each, EachKey, EachValue};
#[doc(hidden)]
pub use length::{MaxLength, MinLength};
#[cfg(feature = "pattern")]
#[doc(hidden)]
pub use pattern::{Pattern, Regex};
#[doc(hidden)]
pub use user::UserCheck;

use crate::error::Report;

/// What a rule for a collection looks at: a change of one item then checks no more than that.
#[doc(hidden)]
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Each item by itself.
    Parts,
    /// How many there are.
    Length,
    /// All of it.
    Whole,
}

/// One rule for values of one type, in the static table of its class.
#[doc(hidden)]
pub trait Constraint: Sync {
    /// Reports what is wrong with the value.
    ///
    /// # Safety
    ///
    /// `value` points to a value of the type that the rule was made for, borrowed for the call.
    unsafe fn check(&self, value: *const u8, report: &mut Report<'_>);

    /// Whether the value obeys, where that takes no Python: `false` means that [`check`](Self::check)
    /// is to be asked.
    ///
    /// # Safety
    ///
    /// As for `check`.
    unsafe fn holds(&self, _value: *const u8) -> bool {
        false
    }

    /// What it looks at.
    fn reach(&self) -> Reach {
        Reach::Whole
    }

    /// Checks one entry of a map, or one item (then there is no key, and the report is at the item), where
    /// its reach are parts.
    ///
    /// # Safety
    ///
    /// The pointers are to a key and a value, or to an item, of the collection that the rule is for.
    unsafe fn check_part(&self, _key: *const u8, _value: *const u8, _report: &mut Report<'_>) {}

    /// Whether a collection may have this length.
    fn allows_length(&self, _length: usize) -> bool {
        true
    }

    /// Adds the rule to a description of the field: its option as the key.
    ///
    /// # Errors
    ///
    /// If its parameter has no Python value.
    fn describe(&self, into: &Bound<'_, PyDict>) -> PyResult<()>;

    /// Adds the rule to the JSON Schema of the values, where that can say it.
    ///
    /// # Errors
    ///
    /// As for `describe`.
    fn schema(&self, _schema: &Bound<'_, PyDict>) -> PyResult<()> {
        Ok(())
    }
}
