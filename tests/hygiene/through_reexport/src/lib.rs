//! Data classes by way of another crate that re-exports the derive, `crate = "…"`, in a crate that has
//! no prelude, denies every lint that `#[pyclass]` itself passes, and does not depend on
//! `pyo3-classes` by name.

#![no_implicit_prelude]
#![deny(
    warnings,
    future_incompatible,
    let_underscore,
    missing_docs,
    nonstandard_style,
    rust_2018_idioms,
    unused
)]
#![deny(
    absolute_paths_not_starting_with_crate,
    ambiguous_negative_literals,
    explicit_outlives_requirements,
    keyword_idents,
    macro_use_extern_crate,
    meta_variable_misuse,
    missing_abi,
    missing_debug_implementations,
    non_ascii_idents,
    redundant_imports,
    redundant_lifetimes,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unnameable_types,
    unreachable_pub,
    unsafe_code,
    unused_crate_dependencies,
    unused_extern_crates,
    unused_import_braces,
    unused_lifetimes,
    unused_macro_rules,
    unused_qualifications,
    unused_results,
    variant_size_differences
)]
#![deny(clippy::all, clippy::pedantic, clippy::nursery)]
#![deny(
    clippy::allow_attributes,
    clippy::allow_attributes_without_reason,
    clippy::as_conversions,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::missing_docs_in_private_items,
    clippy::panic,
    clippy::shadow_unrelated,
    clippy::undocumented_unsafe_blocks,
    clippy::unreachable,
    clippy::unwrap_used
)]

use ::reexport::classes::{PyBuilder, PyDataClass};

/// Every kind of generated code.
#[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass, PyBuilder)]
#[dataclass(
    crate = "::reexport::classes",
    order,
    post_init = Self::complete,
    validate = Self::check
)]
#[::pyo3::pyclass(from_py_object)]
pub struct Everything {
    /// A number.
    #[field(ge = 1, multiple_of = 1)]
    number: i64,
    /// A text.
    #[field(default = "a", min_length = 1, pattern = "^a", validate = Self::text)]
    text: ::std::string::String,
    /// Numbers.
    #[field(default, each(ge = 1))]
    numbers: ::std::vec::Vec<u16>,
    /// Floats by name.
    #[field(default, key(max_length = 3), value(lt = 2))]
    floats: ::std::collections::BTreeMap<::std::string::String, f64>,
    /// Rust's alone.
    #[field(skip, default)]
    hidden: ::core::option::Option<u8>,
}

impl Everything {
    /// Changes nothing.
    const fn complete(&mut self) {
        self.hidden = ::core::option::Option::None;
    }
    /// Accepts everything.
    const fn check(&self) {
        let _ = self.number;
    }
    /// Accepts everything.
    const fn text(_: &str) {}
}

/// The path may be written as a path, and begin at the root.
#[derive(::core::fmt::Debug, PyDataClass)]
#[dataclass(crate = ::reexport::classes)]
#[::pyo3::pyclass(frozen)]
pub struct AsPath {
    /// A class of this module.
    everything: Everything,
}

/// An enum without data.
#[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug, PyDataClass)]
#[dataclass(crate = "::reexport::classes", methods(is_one))]
pub enum Choice {
    /// One.
    One,
    /// Another.
    Other,
}

impl Choice {
    /// A method of the members.
    const fn is_one(self) -> bool {
        ::core::matches!(self, Self::One)
    }
}

/// An enum with data.
#[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass, PyBuilder)]
#[dataclass(crate = ::reexport::classes, order)]
pub enum Shape {
    /// Round.
    Circle {
        /// From the middle.
        #[field(gt = 0)]
        radius: f64,
    },
    /// Nothing.
    Empty,
}

/// A class that others extend.
#[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass)]
#[dataclass(crate = "::reexport::classes")]
#[::pyo3::pyclass(subclass)]
pub struct Base(i64);

/// A class that extends it.
#[derive(::core::clone::Clone, ::core::fmt::Debug, PyDataClass)]
#[dataclass(crate = "::reexport::classes")]
#[::pyo3::pyclass(extends = Base)]
pub struct Child {
    /// An enum.
    choice: Choice,
    /// Another.
    shape: Shape,
}

/// No data class.
#[derive(::core::fmt::Debug, PyBuilder)]
#[pybuilder(crate = "::reexport::classes")]
#[::pyo3::pyclass]
pub struct Alone {
    /// A number.
    #[field(ge = 1)]
    number: i64,
}
