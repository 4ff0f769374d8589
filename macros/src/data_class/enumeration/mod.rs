//! Enums whose variants have no data: real `enum` classes in Python.

mod attrs;
mod emit;
mod methods;
mod model;
mod stubs;

use darling::Result;
use proc_macro2::TokenStream;
use syn::{Data, DeriveInput, Fields};

pub(super) use emit::stub;
pub(super) use methods::{Method, Methods};

/// Whether the input is such an enum. One without variants is not: Python has no use for it.
pub(super) fn is_simple_enum(input: &DeriveInput) -> bool {
    matches!(&input.data, Data::Enum(data)
        if !data.variants.is_empty()
            && data.variants.iter().all(|variant| matches!(variant.fields, Fields::Unit)))
}

/// The same chain as for structs.
pub(super) fn expand(input: &DeriveInput) -> Result<TokenStream> {
    model::Model::new(attrs::Attrs::read(input)).map(|model| emit::enumeration(&model))
}
