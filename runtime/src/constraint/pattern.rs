//! `pattern`.

use std::borrow::Cow;
use std::marker::PhantomData;
use std::sync::{Arc, OnceLock};

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};

use super::Constraint;
use crate::error::Report;
use crate::field_type::{FieldType, PyStr};
use crate::wire::keywords;

/// A type that holds text.
#[diagnostic::on_unimplemented(
    message = "`pattern` does not apply to `{Self}`",
    label = "this field's type is no text",
    note = "`pattern` applies to `String` and its kin; `each(pattern = ...)` to the items of a collection"
)]
pub trait Text: FieldType {
    /// Calls with the text; not at all where there is no value (`Option`), which passes.
    fn with_text(&self, visit: &mut dyn FnMut(&str));
}

macro_rules! text {
    ($($text:ty),*) => { $(
        #[diagnostic::do_not_recommend]
        impl Text for $text {
            fn with_text(&self, visit: &mut dyn FnMut(&str)) {
                visit(self);
            }
        }
    )* };
}

text!(String, Box<str>, Arc<str>, Cow<'static, str>, PyStr);

#[diagnostic::do_not_recommend]
impl<T: Text> Text for Option<T> {
    fn with_text(&self, visit: &mut dyn FnMut(&str)) {
        if let Some(value) = self {
            value.with_text(visit);
        }
    }
}

/// A regular expression, compiled when it is first used. The derive has checked it.
pub struct Regex {
    source: &'static str,
    compiled: OnceLock<Option<regex::Regex>>,
}

impl Regex {
    /// An expression of the `regex` crate.
    pub const fn new(source: &'static str) -> Self {
        Self { source, compiled: OnceLock::new() }
    }

    fn is_match(&self, text: &str) -> bool {
        let compiled = self.compiled.get_or_init(|| regex::Regex::new(self.source).ok());
        compiled.as_ref().is_some_and(|regex| regex.is_match(text))
    }
}

/// `pattern`: found anywhere in the text, as in pydantic and JSON Schema, unless it is anchored.
pub struct Pattern<T>(pub &'static Regex, pub PhantomData<fn(T)>);

impl<T: Text> Constraint for Pattern<T> {
    unsafe fn holds(&self, value: *const u8) -> bool {
        // SAFETY: the caller's promise.
        let value = unsafe { &*value.cast::<T>() };
        let mut matches = true;
        value.with_text(&mut |text| matches = self.0.is_match(text));
        matches
    }

    unsafe fn check(&self, value: *const u8, report: &mut Report<'_>) {
        // SAFETY: the caller's promise.
        if !unsafe { self.holds(value) } {
            // SAFETY: as above.
            let value = unsafe { &*value.cast::<T>() };
            let pattern = self.0.source;
            report.push(
                "string_pattern_mismatch",
                &format!("must match the pattern '{pattern}'"),
                |py| value.to_py(py),
                &[("pattern", PyString::new(report.py(), pattern).into_any())],
            );
        }
    }

    fn describe(&self, into: &Bound<'_, PyDict>) -> PyResult<()> {
        into.set_item("pattern", self.0.source)
    }

    fn schema(&self, schema: &Bound<'_, PyDict>) -> PyResult<()> {
        keywords::pattern(schema, self.0.source)
    }
}
