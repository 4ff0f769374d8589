//! `#[derive(PyDataClass)]`.

mod attrs;
mod check;
mod check_default;
mod check_field;
mod constraint;
mod emit;
mod emit_field;
mod fit;
mod model;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use syn::DeriveInput;

/// The chain: what was written, what it means, tokens. On errors a stub stands in for the tokens, so
/// that one mistake does not look like many.
pub(crate) fn expand(input: &DeriveInput) -> TokenStream {
    match attrs::Attrs::read(input).and_then(model::Model::new) {
        Ok(model) if model.rejected_by_pyo3 => emit::stub(input),
        Ok(model) => emit::class(&model),
        Err(errors) => {
            let errors = errors.write_errors();
            let stub = emit::stub(input);
            quote::quote! { #errors #stub }
        }
    }
}
