//! `#[derive(PyBuilder)]`.

mod attrs;
mod check;
mod emit;
mod model;
mod stubs;
#[cfg(test)]
mod tests;
mod variants;

use proc_macro2::TokenStream;
use syn::{Data, DeriveInput};

/// The chain: what was written, what it means, tokens. On errors a stub stands in for the tokens, so
/// that one mistake does not look like many.
pub(crate) fn expand(input: &DeriveInput) -> TokenStream {
    if !input.generics.params.is_empty() {
        // PyO3 reports it for a struct, `PyDataClass` for an enum: neither has a class.
        return TokenStream::new();
    }
    let tokens = match &input.data {
        Data::Enum(data) => variants::expand(input, data),
        _ => {
            attrs::Attrs::read(input).and_then(model::Model::new).map(|model| emit::builder(&model))
        }
    };
    match tokens {
        Ok(tokens) => tokens,
        Err(errors) => {
            let errors = errors.write_errors();
            let stub = emit::stub(input);
            quote::quote! { #errors #stub }
        }
    }
}
