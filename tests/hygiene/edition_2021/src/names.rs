//! Classes that are called like things of the prelude, so that those are not in scope.

use ::core::clone::Clone as _;
use ::pyo3_classes::PyDataClass;

/// Hides `core::result::Result`.
#[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass)]
#[dataclass(order, validate = Result::check)]
#[::pyo3::pyclass(from_py_object)]
pub struct Result {
    /// A number.
    #[field(ge = 1, default = 1)]
    ok: i64,
    /// A text.
    #[field(min_length = 1, pattern = "^[a-z]+$", default = "a")]
    err: ::std::string::String,
    /// Perhaps a number.
    #[field(default, gt = 0.5)]
    maybe: ::core::option::Option<f64>,
}

impl Result {
    /// Accepts everything.
    const fn check(&self) {
        let _ = self.ok;
    }
}

/// Hides `core::option::Option`.
#[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass)]
#[::pyo3::pyclass(frozen, from_py_object)]
pub struct Option {
    /// A class of the same module.
    result: Result,
    /// Not seen from Python.
    #[field(skip, default)]
    hits: u64,
}

/// Hides `core::option::Option::Some`.
#[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass)]
#[::pyo3::pyclass(from_py_object)]
pub struct Some {
    /// A number.
    #[field(default = 3)]
    value: u8,
}

/// Hides `core::option::Option::None`.
#[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass)]
#[::pyo3::pyclass(name = "Nothing", from_py_object)]
pub struct None {
    /// A number.
    value: u8,
}

/// Hides `core::result::Result::Ok`.
#[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass)]
#[::pyo3::pyclass(from_py_object)]
pub struct Ok {
    /// A number.
    value: u8,
}

/// Hides `core::result::Result::Err`.
#[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass)]
#[::pyo3::pyclass(from_py_object)]
pub struct Err {
    /// A number.
    value: u8,
}

/// Hides `std::string::String`.
#[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass)]
#[::pyo3::pyclass(from_py_object)]
pub struct String {
    /// A text.
    #[field(default = "text", max_length = 40)]
    text: ::std::string::String,
}

/// Hides `std::vec::Vec`.
#[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass)]
#[::pyo3::pyclass(from_py_object)]
pub struct Vec {
    /// Numbers.
    #[field(default = ::std::vec![1, 2], each(ge = 1, multiple_of = 1), min_length = 1)]
    items: ::std::vec::Vec<u32>,
}

/// Hides `std::boxed::Box`.
#[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass)]
#[::pyo3::pyclass(from_py_object)]
pub struct Box {
    /// A number far away.
    content: ::std::boxed::Box<u64>,
}

/// Hides `core::default::Default`.
#[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass)]
#[::pyo3::pyclass(from_py_object)]
pub struct Default {
    /// A default of a type.
    #[field(default)]
    value: u64,
}

/// Hides `core::clone::Clone`.
#[derive(::core::fmt::Debug, PyDataClass)]
#[::pyo3::pyclass]
pub struct Clone {
    /// What Python does not see, so that a copy asks whether this class can be cloned.
    #[field(skip, default = 4)]
    secret: u64,
    /// An object of Python's.
    #[field(default, frozen)]
    object: ::core::option::Option<::pyo3::Py<::pyo3::PyAny>>,
}

/// A name that the generated code uses.
#[derive(::core::fmt::Debug, PyDataClass)]
#[::pyo3::pyclass]
pub struct DataClass {
    /// A number.
    value: u8,
}

/// A name that the generated code uses.
#[derive(::core::fmt::Debug, PyDataClass)]
#[::pyo3::pyclass]
pub struct Inventory {
    /// A number.
    value: u8,
}

/// Hides `core::marker::Send`, `Sync` and `Sized`.
pub mod markers {
    use ::pyo3_classes::PyDataClass;

    /// Hides `core::marker::Send`.
    #[derive(::core::fmt::Debug, PyDataClass)]
    #[::pyo3::pyclass]
    pub struct Send {
        /// A number.
        value: u8,
    }

    /// Hides `core::marker::Sync`.
    #[derive(::core::fmt::Debug, PyDataClass)]
    #[::pyo3::pyclass]
    pub struct Sync {
        /// A number.
        value: u8,
    }

    /// Hides `core::marker::Sized`.
    #[derive(::core::fmt::Debug, PyDataClass)]
    #[::pyo3::pyclass]
    pub struct Sized {
        /// A number.
        value: u8,
    }
}

/// The modules of the standard library and PyO3, as modules of the user's.
pub mod modules {
    use ::pyo3_classes::PyDataClass;

    /// Not the standard library.
    pub mod core {}
    /// Not the standard library.
    pub mod std {}
    /// Not PyO3.
    pub mod pyo3 {}
    /// Not this library.
    pub mod pyo3_classes {}

    /// Finds the right ones all the same.
    #[derive(::core::fmt::Debug, PyDataClass)]
    #[::pyo3::pyclass]
    pub struct Finder {
        /// A number.
        #[field(default = 1, ge = 1)]
        value: u8,
    }
}

/// Uses the trait that the classes above hide.
#[must_use]
pub fn cloned(result: &Result) -> Result {
    result.clone()
}
