//! Data classes compile in a crate of edition 2024 that has no prelude and denies every lint that
//! `#[pyclass]` itself passes. That it compiles, and that clippy is silent, is the test.
//!
//! The classes are those of the crate of edition 2021.

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
// The functions for `validate` get references whatever the type.
#![allow(clippy::trivially_copy_pass_by_ref, clippy::allow_attributes, reason = "see above")]

#[path = "../../edition_2021/src/builders.rs"]
pub mod builders;
#[path = "../../edition_2021/src/fields.rs"]
pub mod fields;
#[path = "../../edition_2021/src/hooks.rs"]
pub mod hooks;
#[path = "../../edition_2021/src/names.rs"]
pub mod names;
#[path = "../../edition_2021/src/own_methods.rs"]
pub mod own_methods;
#[path = "../../edition_2021/src/places.rs"]
pub mod places;
#[path = "../../edition_2021/src/shapes.rs"]
pub mod shapes;
