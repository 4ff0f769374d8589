//! `#[pybuilder(validate = …)]`: what the user's own function says of a draft.

use super::draft::Draft;
use crate::data_class::{Outcome, Rejection};
use crate::error::Report;

/// A Rust type through which a function of the user's looks at a draft: `ServerDraft`.
///
/// # Safety
///
/// The type is a `#[repr(transparent)]` wrapper of [`Draft`].
pub unsafe trait DraftView: Sized {
    /// The draft as the user sees it.
    #[doc(hidden)]
    fn of(draft: &Draft) -> &Self {
        // SAFETY: the promise of the trait.
        unsafe { &*(&raw const *draft).cast::<Self>() }
    }
}

/// The function.
#[derive(Clone, Copy)]
pub struct CheckDraft(fn(&Draft) -> Result<(), Rejection>);

impl CheckDraft {
    /// The function that `call` calls.
    pub const fn new(call: fn(&Draft) -> Result<(), Rejection>) -> Self {
        Self(call)
    }

    pub(super) fn call(self, draft: &Draft, report: &mut Report<'_>) {
        if let Err(rejection) = (self.0)(draft) {
            rejection.report(report, |py| Ok(py.None().into_bound(py)));
        }
    }
}

/// Calls the function with the draft as the user sees it.
///
/// # Errors
///
/// What the function returns.
pub fn check_draft<V: DraftView, R: Outcome>(
    draft: &Draft,
    function: impl FnOnce(&V) -> R,
) -> Result<(), Rejection> {
    function(V::of(draft)).into_result()
}

impl Draft {
    /// The value of the field at an index.
    ///
    /// # Safety
    ///
    /// `T` is the field's type.
    pub unsafe fn get<T>(&self, index: usize) -> Option<&T> {
        // SAFETY: the caller's promise.
        self.value(index).map(|value| unsafe { &*value.cast::<T>() })
    }
}
