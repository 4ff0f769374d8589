//! `Self` in attributes, where generated code has no `Self`.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;

/// The tokens with every `Self` replaced by the type's name, at the same place.
pub(crate) fn without_self(tokens: &impl ToTokens, name: &Ident) -> TokenStream {
    replace(tokens.to_token_stream(), name)
}

/// The tokens, all of them lying at `span`; what their names mean stays.
pub(crate) fn at(tokens: &TokenStream, span: Span) -> TokenStream {
    tokens
        .clone()
        .into_iter()
        .map(|token| match token {
            TokenTree::Group(group) => {
                let mut new = Group::new(group.delimiter(), at(&group.stream(), span));
                new.set_span(span.resolved_at(group.span()));
                TokenTree::Group(new)
            }
            mut other => {
                other.set_span(span.resolved_at(other.span()));
                other
            }
        })
        .collect()
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
