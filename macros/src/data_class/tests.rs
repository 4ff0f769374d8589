//! What the derive writes, as readable snapshots, and what it makes of attributes.

mod expansion;
mod mistakes;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, parse_quote};

use super::attrs::Attrs;
use super::model::Model;

/// The expansion, as rustfmt would show it.
fn expanded(input: TokenStream) -> String {
    let input: DeriveInput = syn::parse2(input).expect("a struct");
    let file = syn::parse2(super::expand(&input)).expect("items");
    prettyplease::unparse(&file)
}

/// The messages of all mistakes, in the order in which they are reported.
fn mistakes(input: &DeriveInput) -> Vec<String> {
    match Attrs::read(input).and_then(Model::new) {
        Ok(_) => Vec::new(),
        Err(errors) => errors.flatten().into_iter().map(|error| error.to_string()).collect(),
    }
}

/// The messages for a class with this field alone.
fn mistakes_of_field(field: &TokenStream) -> Vec<String> {
    let input = quote!(#[pyclass] struct Order { #field });
    mistakes(&parse_quote!(#input))
}

/// Whether a class with this field is one without mistakes.
fn is_fine(field: &TokenStream) -> bool {
    mistakes_of_field(field).is_empty()
}
