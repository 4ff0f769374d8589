//! `validate`: a rule of the user's own.

use pyo3::prelude::*;
use pyo3::types::PyDict;

use super::Constraint;
use crate::data_class::Outcome;
use crate::error::Report;
use crate::field_type::FieldTable;

/// `#[field(validate = …)]`.
pub struct UserCheck<T, R> {
    function: fn(&T) -> R,
    name: &'static str,
    table: &'static FieldTable,
}

impl<T, R: Outcome> UserCheck<T, R> {
    /// The function, its path as written, for descriptions, and the field's type, for the value
    /// that an error shows.
    pub const fn of(function: fn(&T) -> R, name: &'static str, table: &'static FieldTable) -> Self {
        Self { function, name, table }
    }
}

impl<T: 'static, R: Outcome> Constraint for UserCheck<T, R> {
    unsafe fn check(&self, value: *const u8, report: &mut Report<'_>) {
        // SAFETY: the caller's promise.
        let outcome = (self.function)(unsafe { &*value.cast::<T>() });
        if let Err(rejection) = outcome.into_result() {
            // SAFETY: as above; the table is that of the field.
            rejection.report(report, |py| unsafe { (self.table.to_py)(value, py) });
        }
    }

    fn describe(&self, into: &Bound<'_, PyDict>) -> PyResult<()> {
        into.set_item("validate", self.name)
    }
}
