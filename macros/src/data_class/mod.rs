//! `#[derive(PyDataClass)]`.

pub(crate) mod alone;
mod attrs;
mod check;
mod check_default;
mod check_field;
mod check_view;
mod constraint;
mod describe;
mod emit;
mod emit_field;
mod emit_wire;
mod enum_traits;
mod enumeration;
mod fit;
mod model;
mod seen_as;
pub(crate) mod stubs;
#[cfg(test)]
mod tests;
mod variants;
mod wire;

pub(crate) use stubs::is_python_name;

use proc_macro2::TokenStream;
use syn::DeriveInput;

/// The chain: what was written, what it means, tokens. On errors a stub stands in for the tokens, so
/// that one mistake does not look like many.
pub(crate) fn expand(input: &DeriveInput) -> TokenStream {
    let (expanded, stub): (_, fn(&DeriveInput) -> TokenStream) =
        if enumeration::is_simple_enum(input) {
            (enumeration::expand(input), enumeration::stub)
        } else if variants::is_enum_with_data(input) {
            (variants::expand(input), enumeration::stub)
        } else {
            let model = attrs::Attrs::read(input).and_then(model::Model::new);
            let tokens = model.map(|model| {
                if model.rejected_by_pyo3 { emit::stub(input, false) } else { emit::class(&model) }
            });
            (tokens, |input| emit::stub(input, true))
        };
    expanded.unwrap_or_else(|errors| {
        let errors = errors.write_errors();
        let stub = stub(input);
        quote::quote! { #errors #stub }
    })
}

/// A field as other derives see it.
pub(crate) struct SeenField {
    /// Its name; in a tuple struct `_0`, `_1` and so on.
    pub(crate) ident: syn::Ident,
    /// The constructor's parameter.
    pub(crate) parameter: String,
    /// It is one.
    pub(crate) init: bool,
    /// It has a default.
    pub(crate) default: bool,
    /// Python sees it as another type: `as = Type`.
    pub(crate) seen_as: bool,
}

/// The fields of a struct; `None` for those that Python does not see. What is wrong with their options
/// this derive reports itself.
pub(crate) fn fields_of(input: &DeriveInput) -> Vec<Option<SeenField>> {
    attrs::Attrs::seen_fields(input)
}
