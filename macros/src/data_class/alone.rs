//! The table of a class that need not be a data class, for a derive that goes by one all the same.

use darling::{Error, FromAttributes, Result};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{DeriveInput, Ident, parse_quote};

use super::attrs::{Attrs, ContainerAttrs};
use super::emit::{private, private_at};
use super::emit_field::{field_row, skipped_field};
use super::model::Model;
use super::stubs;

/// An implementation of the runtime's `Standalone`. A mistake in `#[field(…)]` is one here only if
/// nobody else reports it: if the struct is no data class.
pub(crate) fn table(input: &DeriveInput) -> TokenStream {
    let (private, ident) = (private(), &input.ident);
    match model(input) {
        Ok(model) => standalone(ident, &stubs::description(&model), &class_table(&model)),
        Err(error) => {
            let mistakes = error.flatten().into_iter().map(|error| mistake(ident, &error));
            let nothing = TokenStream::new();
            let table = standalone(ident, &nothing, &quote!(#private::core::unreachable!()));
            quote!(#(#mistakes)* #table)
        }
    }
}

/// Whether there is no doubt that the struct is a data class.
pub(crate) fn is_surely_data_class(input: &DeriveInput) -> bool {
    input.attrs.iter().any(|attr| attr.path().is_ident("dataclass"))
}

fn model(input: &DeriveInput) -> Result<Model> {
    let mut attrs = Attrs::read(input)?;
    // The class has the methods that the user writes.
    attrs.container = ContainerAttrs::from_attributes(&[parse_quote! {
        #[dataclass(
            alone, init = false, repr = false, eq = false, hash = false, match_args = false,
            copy = false, pickle = false, traverse = false
        )]
    }])?;
    Model::new(attrs)
}

fn mistake(ident: &Ident, error: &Error) -> TokenStream {
    let span = error.span();
    let (private, text) = (private_at(span), error.to_string());
    quote_spanned! {span=>
        const _: () = #private::core::assert!(#private::IsDataClass::<#ident>::VALUE, "{}", #text);
    }
}

fn standalone(ident: &Ident, stub: &TokenStream, table: &TokenStream) -> TokenStream {
    let private = private();
    quote! {
        impl #private::Standalone for #ident {
            #stub

            fn table() -> &'static #private::ClassTable {
                #table
            }
        }
    }
}

fn class_table(model: &Model) -> TokenStream {
    let private = private();
    let Model { ident, name, frozen, extends, .. } = model;
    let fields = model.fields.iter().map(|field| field_row(field, ident));
    let skipped = model.skipped.iter().map(|field| skipped_field(field, ident));
    let span = extends.unwrap_or_else(proc_macro2::Span::call_site);
    let at = private_at(span);
    let base = quote!(<#ident as #private::PyClassImpl>::BaseType);
    let is_data_class = quote!({ #private::IsDataClass::<#base>::VALUE });
    let access = quote_spanned! {span=>
        #at::Access::alone::<#at::LayersOf<#ident, #base, #is_data_class>>()
    };
    let none = quote!(#private::core::option::Option::None);
    quote! {
        static __PYO3_CLASSES_TABLE: #private::ClassTable = #private::ClassTable {
            name: #name,
            base: <#private::BaseOf<#base, #is_data_class> as #private::Base>::TABLE,
            fields: &[#(#fields),*],
            skipped: &[#(#skipped),*],
            options: #private::ClassOptions {
                frozen: #frozen,
                ..#private::ClassOptions::NONE
            },
            version: 1,
            migrate: #none,
            type_object: |py| py.get_type::<#ident>(),
            access: #access,
            clone: #none,
            wire: #none,
            post_init: #none,
            validate: #none,
            cache: #private::Cache::empty(),
        };
        &__PYO3_CLASSES_TABLE
    }
}
