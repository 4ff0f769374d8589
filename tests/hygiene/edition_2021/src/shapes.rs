//! What is no struct with named fields, classes that extend one another, and fields that Python sees
//! as something else.

use ::core::convert::Into as _;
use ::core::result::Result::{Err, Ok};
use ::pyo3::Bound;
use ::pyo3::prelude::PyResult;
use ::pyo3::types::PyDict;
use ::pyo3_classes::PyDataClass;

/// A newtype.
#[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass)]
#[dataclass(order)]
#[::pyo3::pyclass(frozen)]
pub struct Meters(#[field(ge = 0, default = Self::LEAST)] f64);

impl Meters {
    /// The least length.
    const LEAST: f64 = 0.0;
}

/// A tuple struct.
#[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass)]
#[::pyo3::pyclass]
pub struct Pair(
    /// A number.
    i64,
    /// A text.
    #[field(default = "b", max_length = 3)]
    ::std::string::String,
    /// Rust's alone.
    #[field(skip, default)]
    ::core::option::Option<u8>,
);

/// A unit struct.
#[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass)]
#[::pyo3::pyclass(frozen)]
pub struct Nothing;

/// A class that others extend, and whose pickles have changed.
#[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass)]
#[dataclass(version = 1 + 1, migrate = Self::lift)]
#[::pyo3::pyclass(subclass)]
pub struct Base {
    /// A number.
    #[field(default = 1)]
    number: i64,
}

impl Base {
    /// Lifts the pickles of version 1.
    fn lift(_version: u32, state: &Bound<'_, PyDict>) -> PyResult<()> {
        use ::pyo3::types::PyDictMethods as _;
        state.set_item("number", 1)
    }
}

/// A class that extends another, and is extended.
#[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass)]
#[::pyo3::pyclass(extends = Base, subclass)]
pub struct Middle {
    /// A text.
    #[field(default = "a")]
    text: ::std::string::String,
}

/// The last of them.
#[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass)]
#[::pyo3::pyclass(extends = Middle)]
pub struct Last {
    /// A number with another name in the constructor.
    #[field(alias = "count")]
    #[field(default = 1)]
    r#type: i64,
}

/// A type that Python does not know.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct Nanos(u64);

impl ::core::convert::From<Nanos> for u64 {
    fn from(nanos: Nanos) -> Self {
        nanos.0
    }
}

impl ::core::convert::TryFrom<u64> for Nanos {
    type Error = &'static str;

    fn try_from(nanos: u64) -> ::core::result::Result<Self, &'static str> {
        if nanos == 13 { Err("unlucky") } else { Ok(Self(nanos)) }
    }
}

/// `as` and `convert`.
#[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass)]
#[::pyo3::pyclass]
pub struct Timed {
    /// An integer for Python.
    #[field(as = u64, ge = 1, default = Nanos(5), validate = Self::is_short)]
    at: Nanos,
    /// A text that is changed.
    #[field(convert = Self::upper, default = "A", max_length = 4)]
    name: ::std::string::String,
    /// An enum.
    #[field(default = Color::Red)]
    color: Color,
    /// An enum with data, which may be missing.
    #[field(default)]
    shape: ::core::option::Option<::std::boxed::Box<Shape>>,
}

impl Timed {
    /// Sees the field's own type.
    const fn is_short(nanos: &Nanos) -> ::core::result::Result<(), &'static str> {
        if nanos.0 < 1000 { Ok(()) } else { Err("must be short") }
    }
    /// Changes a text.
    #[allow(
        clippy::needless_pass_by_value,
        clippy::allow_attributes,
        reason = "`convert` hands over"
    )]
    fn upper(
        text: ::std::string::String,
    ) -> ::core::result::Result<::std::string::String, &'static str> {
        if text.is_empty() { Err("must not be empty") } else { Ok(text.to_uppercase()) }
    }
}

/// An enum without data.
#[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug, PyDataClass)]
#[dataclass(module = "hygiene", methods(label, is_red, fail, r#fn))]
pub enum Color {
    /// Warm.
    Red,
    /// Cold.
    Blue,
    /// A keyword of Python.
    None,
}

impl Color {
    /// A text.
    const fn label(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Blue | Self::None => "other",
        }
    }
    /// A method that borrows.
    const fn is_red(&self) -> bool {
        ::core::matches!(self, Self::Red)
    }
    /// A method that may fail.
    fn fail(self) -> PyResult<()> {
        match self {
            Self::Red => Ok(()),
            Self::Blue | Self::None => Err(::pyo3::exceptions::PyValueError::new_err("not red")),
        }
    }
    /// A method called like a keyword.
    const fn r#fn(self) -> ::core::option::Option<u8> {
        match self {
            Self::Red => ::core::option::Option::Some(1),
            Self::Blue | Self::None => ::core::option::Option::None,
        }
    }
}

/// Values that are written out, and numbers.
#[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug, PyDataClass)]
#[dataclass(enum = "IntEnum", lax)]
pub enum Level {
    /// The least.
    #[field(value = LOWEST)]
    Low,
    /// Another.
    #[field(value = 7)]
    High,
}

/// The value of a member.
const LOWEST: i32 = 3;

/// Variants named as names of the prelude.
#[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug, PyDataClass)]
pub enum Prelude {
    /// As in `Option`.
    Some = 1,
    /// As in `Option`.
    None = 2,
    /// As in `Result`.
    Ok = 4,
    /// As in `Result`.
    Err = 8,
}

/// An enum with data.
#[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass)]
#[dataclass(module = "hygiene", order, stdlib, methods(area))]
pub enum Shape {
    /// Round.
    Circle {
        /// From the middle.
        #[field(gt = 0)]
        radius: f64,
    },
    /// With corners.
    Rect(#[field(ge = 0)] f64, #[field(ge = 0, default = 1)] f64),
    /// Without anything.
    Empty,
    /// Fields called like names of the generated code.
    Names {
        /// A number.
        object: i64,
        /// A number.
        value: i64,
        /// A number.
        r#type: i64,
    },
}

impl Shape {
    /// A method of all variants.
    fn area(&self) -> f64 {
        match self {
            Self::Circle { radius } => radius * radius * 3.0,
            Self::Rect(width, height) => width * height,
            Self::Empty | Self::Names { .. } => 0.0,
        }
    }
}

/// Enums that only this module sees, or this crate.
pub mod seen {
    use ::pyo3_classes::PyDataClass;

    /// An enum of the crate's.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass)]
    pub(crate) enum OfCrate {
        /// Has data.
        Some {
            /// A number.
            value: i64,
        },
        /// Has none.
        None,
    }

    /// An enum of the module above.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass)]
    pub(super) enum OfParent {
        /// Has data.
        Ok(i64),
        /// Has data.
        Err(::std::string::String),
    }

    /// Makes one of each.
    #[must_use]
    pub fn made() -> usize {
        let of_crate = [OfCrate::Some { value: 1 }, OfCrate::None];
        let of_parent = [OfParent::Ok(1), OfParent::Err(::std::string::String::new())];
        of_crate.len() + of_parent.len()
    }
}

/// Enums inside a function.
#[must_use]
pub const fn function() -> f64 {
    /// A number of the function's.
    type Local = f64;

    /// An enum of the function's.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass)]
    enum Inner {
        /// Has data.
        Some(#[field(default = 1.0)] Local),
    }

    let Inner::Some(value) = Inner::Some(1.0);
    value
}

/// Uses a conversion.
#[must_use]
pub fn used() -> u64 {
    Nanos(1).into()
}
