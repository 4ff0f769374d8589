//! Builders: of classes that are called like things of the prelude, with fields that are called like
//! keywords, inside functions, of data classes and of others.

use ::pyo3_classes::{PyBuilder, PyDataClass};

/// Hides `core::result::Result`.
#[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass, PyBuilder)]
#[pybuilder(prefix = "with_", validate = Result::check)]
#[::pyo3::pyclass(from_py_object, subclass)]
pub struct Result {
    /// A number.
    #[field(ge = 1, default = 1)]
    ok: i64,
    /// Perhaps a number.
    #[field(default, gt = 0.5)]
    #[pybuilder(set_once)]
    maybe: ::core::option::Option<f64>,
}

impl Result {
    /// Accepts everything.
    fn check(draft: &ResultDraft) {
        let _ = draft.ok();
    }
}

/// Hides `core::option::Option`, and extends the other.
#[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass, PyBuilder)]
#[pybuilder(validate = Self::check)]
#[::pyo3::pyclass(from_py_object, extends = Result)]
pub struct Option {
    /// A kind.
    #[field(kw_only)]
    #[pybuilder(name = "kind")]
    r#type: u64,
    /// A text.
    #[field(default = "a", min_length = 1, pattern = "^a")]
    r#match: ::std::string::String,
    /// Not seen from Python.
    #[field(skip, default)]
    r#fn: u64,
}

impl Option {
    /// Accepts everything.
    fn check(draft: &OptionDraft) {
        let _ = (draft.base().maybe(), draft.r#type(), draft.r#match());
    }
}

/// No data class.
#[derive(::core::fmt::Debug, PyBuilder)]
#[::pyo3::pyclass(frozen, get_all)]
pub struct Alone {
    /// A kind.
    #[field(ge = 1, default = 1)]
    r#type: u64,
    /// An object of Python's.
    object: ::core::option::Option<::pyo3::Py<::pyo3::PyAny>>,
}

/// An enum with data.
#[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass, PyBuilder)]
pub enum Shape {
    /// Round.
    Circle {
        /// From the middle.
        #[field(gt = 0)]
        #[pybuilder(name = "size")]
        radius: f64,
    },
    /// Two numbers.
    Rect(i64, #[field(default = 1)] i64),
    /// Nothing.
    Empty,
}

/// Makes classes inside.
#[must_use]
pub const fn function(value: u64) -> u64 {
    /// A type of the function's.
    type Local = u64;

    /// A class of the function's.
    #[derive(::core::fmt::Debug, PyDataClass, PyBuilder)]
    #[pybuilder(validate = check)]
    #[::pyo3::pyclass(module = "hygiene")]
    struct Inside {
        /// A number.
        value: Local,
    }

    /// No data class.
    #[derive(::core::fmt::Debug, PyBuilder)]
    #[::pyo3::pyclass(module = "hygiene")]
    struct Plain {
        /// A number.
        value: Local,
    }

    /// A function of the function's.
    fn check(draft: &InsideDraft) {
        let _ = draft.value();
    }

    let inside = Inside { value };
    let plain = Plain { value };
    inside.value + plain.value
}
