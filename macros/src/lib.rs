//! The derives of `pyo3-classes`. Use them through that crate, which re-exports them together with
//! the runtime that their output needs.
//!
//! Each derive goes one way: attributes as written (`attrs`), what they mean (`model`), tokens
//! (`emit`).

mod builder;
mod common;
mod data_class;

use proc_macro::TokenStream;

/// See `pyo3_classes::PyDataClass`, where the documentation can run its examples.
#[proc_macro_derive(PyDataClass, attributes(dataclass, field))]
pub fn derive_data_class(input: TokenStream) -> TokenStream {
    let input = syn::parse_macro_input!(input as syn::DeriveInput);
    data_class::expand(&input).into()
}

/// See `pyo3_classes::PyBuilder`, where the documentation can run its examples.
#[proc_macro_derive(PyBuilder, attributes(pybuilder, field))]
pub fn derive_builder(input: TokenStream) -> TokenStream {
    let input = syn::parse_macro_input!(input as syn::DeriveInput);
    builder::expand(&input).into()
}
