//! `Self` in attributes, and functions with the names of generated ones.

use ::core::convert::Into as _;
use ::pyo3_classes::PyDataClass;

/// What a class thinks of a value.
pub trait Opinion {
    /// The opinion.
    ///
    /// # Errors
    ///
    /// If it is a bad one.
    fn opinion(&self) -> ::core::result::Result<(), ::std::string::String>;
}

/// `Self` wherever a path or an expression may stand.
#[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass)]
#[dataclass(post_init = Self::complete, validate = <Self as Opinion>::opinion)]
#[::pyo3::pyclass]
pub struct Hooks {
    /// A number between two constants of the class.
    #[field(default = Self::LOWEST, ge = Self::LOWEST, le = { Self::LOWEST + 5 })]
    number: i64,
    /// A text, checked by a function that takes a `str`.
    #[field(default = Self::text(), validate = Self::no_blanks, max_length = Self::LONGEST)]
    text: ::std::string::String,
    /// Numbers, checked by a function that takes a slice.
    #[field(default, validate = Self::sorted, each(validate = Self::even))]
    numbers: ::std::vec::Vec<i64>,
    /// The length of the text.
    #[field(init = false, default)]
    length: usize,
}

impl Hooks {
    /// The least number.
    const LOWEST: i64 = 3;
    /// The greatest length.
    const LONGEST: usize = 20;

    /// The default text.
    fn text() -> ::std::string::String {
        "text".into()
    }
    /// Takes what a `String` coerces to.
    fn no_blanks(text: &str) -> ::core::result::Result<(), &'static str> {
        if text.contains(' ') {
            ::core::result::Result::Err("must have no blanks")
        } else {
            ::core::result::Result::Ok(())
        }
    }
    /// Takes what a `Vec` coerces to.
    fn sorted(numbers: &[i64]) -> ::core::result::Result<(), ::std::string::String> {
        if numbers.is_sorted() {
            ::core::result::Result::Ok(())
        } else {
            ::core::result::Result::Err(::std::format!("{} numbers out of order", numbers.len()))
        }
    }
    /// Takes an item.
    const fn even(number: &i64) -> ::core::result::Result<(), &'static str> {
        if *number % 2 == 0 {
            ::core::result::Result::Ok(())
        } else {
            ::core::result::Result::Err("must be even")
        }
    }
    /// Returns nothing.
    const fn complete(&mut self) {
        self.length = self.text.len();
    }
}

impl Opinion for Hooks {
    fn opinion(&self) -> ::core::result::Result<(), ::std::string::String> {
        if self.number == 13 {
            ::core::result::Result::Err("unlucky".into())
        } else {
            ::core::result::Result::Ok(())
        }
    }
}

/// Functions of the user's with the names of what the runtime calls.
#[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass)]
#[dataclass(hash)]
#[::pyo3::pyclass]
pub struct Methods {
    /// A number.
    value: i64,
}

#[::pyo3::pymethods]
impl Methods {
    /// A method called like one of the runtime's traits.
    #[must_use]
    const fn table(&self) -> i64 {
        self.value
    }
}

#[allow(clippy::unused_self, clippy::allow_attributes, reason = "the names are the test")]
impl Methods {
    /// A method called like one of the runtime's traits.
    #[must_use]
    pub const fn to_py(&self) -> i64 {
        self.value
    }
    /// A method called like one of the runtime's traits.
    #[must_use]
    pub const fn default() -> i64 {
        1
    }
}
