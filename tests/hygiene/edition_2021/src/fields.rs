//! Fields that are called like keywords, or like names that the generated code uses.

use ::pyo3_classes::PyDataClass;

/// Rust's keywords.
#[derive(::core::fmt::Debug, PyDataClass)]
#[dataclass(order, stdlib)]
#[::pyo3::pyclass]
pub struct Keywords {
    /// A kind.
    #[field(ge = 1, default = 1)]
    r#type: i64,
    /// A text.
    #[field(min_length = 1, default = "a")]
    r#match: ::std::string::String,
    /// A number.
    #[field(default, alias = "fun")]
    r#fn: i64,
    /// A number.
    #[field(init = false, default = 3)]
    r#where: i64,
    /// A number.
    #[field(skip, default = 4)]
    r#unsafe: i64,
}

/// Names that the generated code, or PyO3's, might use.
#[derive(::core::fmt::Debug, PyDataClass)]
#[::pyo3::pyclass]
pub struct Names {
    /// A number.
    #[field(default = 1)]
    self_: i64,
    /// A number.
    #[field(default = 1)]
    py: i64,
    /// A number.
    #[field(default = 1, validate = value)]
    value: i64,
    /// A number.
    #[field(default = 1)]
    slot: i64,
    /// A number.
    #[field(default = 1)]
    table: i64,
    /// A number.
    #[field(default = 1)]
    name: i64,
    /// A number.
    #[field(default = 1)]
    fields: i64,
    /// A number.
    #[field(default = 1)]
    args: i64,
    /// A number.
    #[field(default = 1)]
    kwargs: i64,
    /// A number.
    #[field(default = 1)]
    cls: i64,
    /// A number.
    #[field(default = 1)]
    visit: i64,
    /// A number.
    #[field(default = 1)]
    core: i64,
    /// A number.
    #[field(default = 1)]
    _private: i64,
    /// A number that stays the same.
    #[field(default = TABLE, le = TABLE)]
    length: i64,
}

/// A constant called like one that the generated code makes.
const TABLE: i64 = 7;

/// A function called like the parameter of the closure around it.
const fn value(value: &i64) -> ::core::result::Result<(), &'static str> {
    if *value == 13 {
        ::core::result::Result::Err("unlucky")
    } else {
        ::core::result::Result::Ok(())
    }
}

/// A class called like a keyword.
#[derive(::core::fmt::Debug, PyDataClass)]
#[::pyo3::pyclass]
#[allow(non_camel_case_types, clippy::allow_attributes, reason = "the name is the test")]
pub struct r#struct {
    /// A number.
    #[field(default = 1, ge = 1)]
    value: i64,
}
