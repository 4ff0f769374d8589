//! `#[derive(PyBuilder)]`.

mod attrs;
mod check;
mod emit;
mod model;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use syn::DeriveInput;

/// The chain: what was written, what it means, tokens. On errors a stub stands in for the tokens, so
/// that one mistake does not look like many.
pub(crate) fn expand(input: &DeriveInput) -> TokenStream {
    let model = attrs::Attrs::read(input).and_then(model::Model::new);
    match model {
        Ok(model) => emit::builder(&model),
        Err(errors) => {
            let errors = errors.write_errors();
            let stub = emit::stub(input);
            quote::quote! { #errors #stub }
        }
    }
}
