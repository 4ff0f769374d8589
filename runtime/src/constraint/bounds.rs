//! `ge`, `gt`, `le`, `lt` and `multiple_of`.

use std::cmp::Ordering;
use std::num::NonZero;
use std::time::{Duration, SystemTime};

use pyo3::prelude::*;
use pyo3::types::PyDict;

use super::Constraint;
use crate::error::Report;
use crate::field_type::FieldType;
use crate::field_type::limited_by_itself;
use crate::wire::keywords;

/// A type that limits apply to.
///
/// An `Option` passes when it is `None`.
#[diagnostic::on_unimplemented(
    message = "`ge`, `gt`, `le` and `lt` do not apply to `{Self}`",
    label = "this field's type has no order to limit",
    note = "they apply to numbers, durations and times; implement `pyo3_classes::constraint::Comparable` for a type of your own"
)]
pub trait Comparable: FieldType {
    /// What the value is compared with.
    type Limit: FieldType;

    /// How the value stands to the limit; `None` where neither is greater (NaN), which breaks any
    /// limit.
    fn compare(&self, limit: &Self::Limit) -> Option<Ordering>;

    /// Whether there is a value at all.
    #[doc(hidden)]
    fn is_present(&self) -> bool {
        true
    }
}

/// A type that can be a multiple of something.
#[diagnostic::on_unimplemented(
    message = "`multiple_of` does not apply to `{Self}`",
    label = "this field's type is no number",
    note = "`multiple_of` applies to integers and floats"
)]
pub trait Divisible: Comparable {
    /// Whether the value is a multiple of `step`.
    fn is_multiple_of(&self, step: &Self::Limit) -> bool;
}

macro_rules! ints {
    ($($int:ty),*) => { $(
        #[diagnostic::do_not_recommend]
        impl Comparable for $int {
            type Limit = $int;

            fn compare(&self, limit: &$int) -> Option<Ordering> {
                Some(self.cmp(limit))
            }
        }

        #[diagnostic::do_not_recommend]
        impl Divisible for $int {
            fn is_multiple_of(&self, step: &$int) -> bool {
                self.checked_rem(*step).is_none_or(|rest| rest == 0)
            }
        }

        #[diagnostic::do_not_recommend]
        impl Comparable for NonZero<$int> {
            type Limit = $int;

            fn compare(&self, limit: &$int) -> Option<Ordering> {
                Some(self.get().cmp(limit))
            }
        }

        #[diagnostic::do_not_recommend]
        impl Divisible for NonZero<$int> {
            fn is_multiple_of(&self, step: &$int) -> bool {
                Divisible::is_multiple_of(&self.get(), step)
            }
        }
    )* };
}

ints!(i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize);

macro_rules! floats {
    ($($float:ty),*) => { $(
        #[diagnostic::do_not_recommend]
        impl Comparable for $float {
            type Limit = $float;

            fn compare(&self, limit: &$float) -> Option<Ordering> {
                self.partial_cmp(limit)
            }
        }

        #[diagnostic::do_not_recommend]
        impl Divisible for $float {
            /// As pydantic has it: within a billionth of the value, since `0.3 % 0.1` is not 0.
            fn is_multiple_of(&self, step: &$float) -> bool {
                let rest = (self % step).abs();
                let tolerance = self.abs() / 1e9;
                rest <= tolerance || (rest - step.abs()).abs() <= tolerance
            }
        }
    )* };
}

floats!(f32, f64);

limited_by_itself!(Duration, SystemTime);

#[diagnostic::do_not_recommend]
impl<T: Comparable> Comparable for Option<T> {
    type Limit = T::Limit;

    fn compare(&self, limit: &T::Limit) -> Option<Ordering> {
        self.as_ref().and_then(|value| value.compare(limit))
    }
    fn is_present(&self) -> bool {
        self.as_ref().is_some_and(T::is_present)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Divisible> Divisible for Option<T> {
    fn is_multiple_of(&self, step: &T::Limit) -> bool {
        self.as_ref().is_none_or(|value| value.is_multiple_of(step))
    }
}

#[diagnostic::do_not_recommend]
impl<T: Comparable> Comparable for Box<T> {
    type Limit = T::Limit;

    fn compare(&self, limit: &T::Limit) -> Option<Ordering> {
        T::compare(self, limit)
    }
    fn is_present(&self) -> bool {
        T::is_present(self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Divisible> Divisible for Box<T> {
    fn is_multiple_of(&self, step: &T::Limit) -> bool {
        T::is_multiple_of(self, step)
    }
}

/// Which side of a limit a value must be on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// `ge`
    GreaterOrEqual,
    /// `gt`
    Greater,
    /// `le`
    LessOrEqual,
    /// `lt`
    Less,
}

impl Relation {
    fn holds(self, order: Option<Ordering>) -> bool {
        order.is_some_and(|order| match self {
            Self::GreaterOrEqual => order.is_ge(),
            Self::Greater => order.is_gt(),
            Self::LessOrEqual => order.is_le(),
            Self::Less => order.is_lt(),
        })
    }

    /// The option, pydantic's name of the problem, and the words for it.
    fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::GreaterOrEqual => ("ge", "greater_than_equal", "greater than or equal to"),
            Self::Greater => ("gt", "greater_than", "greater than"),
            Self::LessOrEqual => ("le", "less_than_equal", "less than or equal to"),
            Self::Less => ("lt", "less_than", "less than"),
        }
    }
}

/// `ge`, `gt`, `le` or `lt`.
pub struct Limit<T: Comparable> {
    /// The side.
    pub relation: Relation,
    /// The limit.
    pub limit: fn() -> T::Limit,
}

impl<T: Comparable> Constraint for Limit<T> {
    unsafe fn holds(&self, value: *const u8) -> bool {
        // SAFETY: the caller's promise.
        let value = unsafe { &*value.cast::<T>() };
        !value.is_present() || self.relation.holds(value.compare(&(self.limit)()))
    }

    unsafe fn check(&self, value: *const u8, report: &mut Report<'_>) {
        // SAFETY: the caller's promise.
        unsafe {
            if !self.holds(value) {
                let (option, kind, words) = self.relation.names();
                push(report, kind, words, &*value.cast::<T>(), option, &(self.limit)());
            }
        }
    }

    fn describe(&self, into: &Bound<'_, PyDict>) -> PyResult<()> {
        into.set_item(self.relation.names().0, (self.limit)().to_py(into.py())?)
    }

    fn schema(&self, schema: &Bound<'_, PyDict>) -> PyResult<()> {
        keywords::limit(schema, self.relation, &(self.limit)().to_py(schema.py())?)
    }
}

/// `multiple_of`.
pub struct MultipleOf<T: Divisible> {
    /// The step, which is not zero.
    pub step: fn() -> T::Limit,
}

impl<T: Divisible> Constraint for MultipleOf<T> {
    unsafe fn holds(&self, value: *const u8) -> bool {
        // SAFETY: the caller's promise.
        let value = unsafe { &*value.cast::<T>() };
        !value.is_present() || value.is_multiple_of(&(self.step)())
    }

    unsafe fn check(&self, value: *const u8, report: &mut Report<'_>) {
        // SAFETY: the caller's promise.
        unsafe {
            if !self.holds(value) {
                let (value, step) = (&*value.cast::<T>(), (self.step)());
                push(report, "multiple_of", "a multiple of", value, "multiple_of", &step);
            }
        }
    }

    fn describe(&self, into: &Bound<'_, PyDict>) -> PyResult<()> {
        into.set_item("multiple_of", (self.step)().to_py(into.py())?)
    }

    fn schema(&self, schema: &Bound<'_, PyDict>) -> PyResult<()> {
        keywords::multiple_of(schema, &(self.step)().to_py(schema.py())?)
    }
}

/// `must be {words} {parameter}`.
fn push(
    report: &mut Report<'_>,
    kind: &'static str,
    words: &str,
    value: &impl FieldType,
    option: &'static str,
    parameter: &impl FieldType,
) {
    match parameter.to_py(report.py()) {
        Ok(parameter) => {
            let msg = format!("must be {words} {parameter}");
            report.push(kind, &msg, |py| value.to_py(py), &[(option, parameter)]);
        }
        Err(error) => report.fail(error),
    }
}
