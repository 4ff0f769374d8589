//! Derives inside functions and modules, and inside macros.

/// A class in a module of its own.
pub mod inner {
    use ::pyo3_classes::PyDataClass;

    /// A type that only this module names.
    pub type Number = i64;

    /// A class.
    #[derive(::core::fmt::Debug, PyDataClass)]
    #[::pyo3::pyclass]
    pub struct Inner {
        /// A number, also seen from elsewhere.
        pub(super) other: super::Other,
        /// A number.
        #[field(default = 1, ge = super::LOWEST)]
        pub value: Number,
    }
}

/// A type of the module above.
type Other = i64;

/// A constant of the module above.
pub(crate) const LOWEST: i64 = 1;

/// Makes a class inside.
#[must_use]
pub const fn function(other: i64) -> i64 {
    /// A type of the function's.
    type Local = i64;

    /// A constant of the function's.
    const DEFAULT: Local = 4;

    /// A class of the function's.
    #[derive(::core::fmt::Debug, ::pyo3_classes::PyDataClass)]
    #[dataclass(validate = check)]
    #[::pyo3::pyclass(module = "hygiene")]
    struct Local_ {
        /// A number.
        #[field(default = DEFAULT, le = DEFAULT * 2)]
        value: Local,
    }

    /// A function of the function's.
    const fn check(_: &Local_) {}

    let local = Local_ { value: DEFAULT };
    let inner = inner::Inner { value: local.value, other };
    inner.value + inner.other
}

/// Makes a class of what it is given.
macro_rules! class {
    (
        $(#[$attribute:meta])*
        $name:ident { $($field:ident: $ty:ty = $default:expr_2021, ge $least:expr_2021, text $text:literal;)* }
        validate $validate:path
    ) => {
        $(#[$attribute])*
        #[derive(::core::fmt::Debug, ::pyo3_classes::PyDataClass)]
        #[dataclass(validate = $validate)]
        #[::pyo3::pyclass]
        pub struct $name {
            $(
                #[doc = $text]
                #[field(default = $default, ge = $least)]
                $field: $ty,
            )*
            #[doc = "A field of the macro's own."]
            #[field(default = LEAST, ge = LEAST)]
            own: i64,
        }
    };
}

/// What the macro names, as seen from where it stands.
const LEAST: i64 = 1;

class! {
    /// Made by a macro.
    Made {
        number: i64 = 1 + 1, ge LEAST, text "A number.";
        optional: ::core::option::Option<u8> = ::core::option::Option::Some(3), ge 2, text "Perhaps one.";
        float: f64 = 1.5, ge 1, text "A float.";
    }
    validate check
}

/// Accepts everything.
const fn check(_: &Made) {}

/// Makes a class whose fields and types stand in a macro within a macro.
macro_rules! nested {
    ($name:ident, $ty:ty) => {
        nested! { @inner $name, $ty, ::std::vec::Vec<$ty> }
    };
    (@inner $name:ident, $ty:ty, $list:ty) => {
        #[doc = "Made by a macro within a macro."]
        #[derive(::core::fmt::Debug, ::pyo3_classes::PyDataClass)]
        #[::pyo3::pyclass]
        pub struct $name {
            #[doc = "One."]
            one: $ty,
            #[doc = "Many."]
            #[field(default, each(ge = 1))]
            many: $list,
        }
    };
}

nested!(Nested, i64);
