//! `Self` in attributes, where generated code has no `Self`.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;

/// The tokens with every `Self` replaced by the type's name, at the same place.
pub(crate) fn without_self(tokens: &impl ToTokens, name: &Ident) -> TokenStream {
    replace(tokens.to_token_stream(), name)
}

fn replace(tokens: TokenStream, name: &Ident) -> TokenStream {
    tokens
        .into_iter()
        .map(|token| match token {
            TokenTree::Ident(ident) if ident == "Self" => {
                let mut name = name.clone();
                name.set_span(ident.span());
                TokenTree::Ident(name)
            }
            TokenTree::Group(group) => {
                let mut new = Group::new(group.delimiter(), replace(group.stream(), name));
                new.set_span(group.span());
                TokenTree::Group(new)
            }
            other => other,
        })
        .collect()
}
