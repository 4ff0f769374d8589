//! The code for a class on the wire: the table, the types of the fields, and the methods.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::emit::{private, private_at};
use super::model::{Field, Model};
use super::wire::Wire;
use crate::common::docs::c_string;
use crate::common::self_type::without_self;

/// The class's wire table, as an expression for its table.
pub(super) fn table(model: &Model) -> TokenStream {
    let private = private();
    let Some(wire) = &model.wire else { return quote!(#private::core::option::Option::None) };
    let Wire { deny_unknown_fields, omit_defaults, versioned, .. } = wire;
    let ident = &model.ident;
    let rows = model.fields.iter().enumerate().map(|(index, field)| {
        let name = match &field.wire {
            Some(name) => {
                let name = c_string(name);
                quote!(#private::core::option::Option::Some(#name))
            }
            None => quote!(#private::core::option::Option::None),
        };
        if wire.has_serde() && wire.own_serde.is_none() && field.wire.is_some() {
            quote!(#private::wire::WireRow::of::<#private::wire::At<#ident, #index>>(#name))
        } else {
            quote!(#private::wire::WireRow::plain(#name))
        }
    });
    quote! {
        #private::core::option::Option::Some(&#private::wire::WireTable {
            fields: &[#(#rows),*],
            deny_unknown_fields: #deny_unknown_fields,
            omit_defaults: #omit_defaults,
            versioned: #versioned,
        })
    }
}

/// How a field is on the wire. What is wrong with its type is told there.
fn field_type(field: &Field, model: &Model) -> TokenStream {
    let private = private();
    if field.wire.is_none() {
        return quote!(#private::wire::Absent);
    }
    let ty = without_self(&field.ty, &model.ident);
    let (ty, span) = match &field.seen_as {
        Some(seen) => {
            let (at, span) = (private_at(seen.span()), seen.span());
            let seen = without_self(seen, &model.ident);
            (quote_spanned!(span=> #at::As<#ty, #seen>), span)
        }
        None => (ty, field.ty.span()),
    };
    let at = private_at(span);
    quote_spanned! {span=>
        #at::wire::WireField<#ty, { #at::wire::IsWire::<#ty>::VALUE }>
    }
}

/// serde's traits and ours.
pub(super) fn implementations(model: &Model) -> TokenStream {
    let Some(wire) = model.wire.as_ref().filter(|wire| wire.has_serde()) else {
        return TokenStream::new();
    };
    let private = private();
    let ident = &model.ident;
    if let Some(span) = wire.own_serde {
        return own(ident, span);
    }
    // Each field's type stands in one place, so that what is wrong with it is told once.
    let field_types = model.fields.iter().enumerate().map(|(index, field)| {
        let field = field_type(field, model);
        quote! {
            impl #private::wire::FieldAt<#index> for #ident {
                type Field = #field;
            }
        }
    });
    let fields = (0..model.fields.len())
        .rev()
        .fold(quote!(()), |others, index| quote!((#private::wire::At<#ident, #index>, #others)));
    let span = model.extends.unwrap_or_else(Span::call_site);
    let at = private_at(span);
    let base = quote!(<#ident as #private::PyClassImpl>::BaseType);
    let base = quote_spanned! {span=>
        #at::wire::WireBase<#base, { #private::IsDataClass::<#base>::VALUE }>
    };
    let column = cfg!(feature = "arrow").then(|| {
        quote! {
            fn column(
                columns: &mut #private::wire::Columns,
            ) -> #private::core::result::Result<#private::wire::Column, #private::wire::NoColumn> {
                #private::wire::column::<#ident>(columns)
            }
        }
    });
    let own_serde = model.extends.is_none().then(|| {
        quote! {
            impl #private::wire::serde::Serialize for #ident {
                fn serialize<S: #private::wire::serde::Serializer>(
                    &self,
                    serializer: S,
                ) -> #private::core::result::Result<S::Ok, S::Error> {
                    #private::wire::serialize(self, serializer)
                }
            }

            impl<'de> #private::wire::serde::Deserialize<'de> for #ident {
                fn deserialize<D: #private::wire::serde::Deserializer<'de>>(
                    deserializer: D,
                ) -> #private::core::result::Result<Self, D::Error> {
                    #private::wire::deserialize(deserializer)
                }
            }

            impl #private::wire::Wire for #ident {
                fn write<S: #private::wire::serde::Serializer>(
                    &self,
                    serializer: S,
                ) -> #private::core::result::Result<S::Ok, S::Error> {
                    #private::wire::serialize(self, serializer)
                }

                fn read<'de, D: #private::wire::serde::Deserializer<'de>>(
                    deserializer: D,
                ) -> #private::core::result::Result<Self, D::Error> {
                    #private::wire::deserialize(deserializer)
                }

                #column
            }
        }
    });
    quote! {
        use #private::wire::NotWire as _;

        #(#field_types)*

        impl #private::wire::WireClass for #ident {
            type Base = #base;
            type Fields = #fields;
        }

        #own_serde
    }
}

/// By serde impls of the user's own. What is wrong with them is told at the option.
fn own(ident: &Ident, span: Span) -> TokenStream {
    let (private, at) = (private(), private_at(span));
    let serialize = quote_spanned!(span=> #at::wire::serialize_own::<Self, S>);
    let deserialize = quote_spanned!(span=> #at::wire::deserialize_own::<Self, D>);
    quote! {
        impl #private::wire::OwnSerde for #ident {
            fn own_serialize<S: #private::wire::serde::Serializer>(
                &self,
                serializer: S,
            ) -> #private::core::result::Result<S::Ok, S::Error> {
                #serialize(self, serializer)
            }

            fn own_deserialize<'de, D: #private::wire::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> #private::core::result::Result<Self, D::Error> {
                #deserialize(deserializer)
            }
        }

        impl #private::wire::Wire for #ident {
            fn write<S: #private::wire::serde::Serializer>(
                &self,
                serializer: S,
            ) -> #private::core::result::Result<S::Ok, S::Error> {
                #private::wire::write_own(self, serializer)
            }

            fn read<'de, D: #private::wire::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> #private::core::result::Result<Self, D::Error> {
                #private::wire::read_own(deserializer)
            }
        }
    }
}

/// The methods of the class's field type, for a field of another class.
pub(super) fn nested(model: &Model) -> TokenStream {
    let Some(wire) = &model.wire else { return TokenStream::new() };
    let private = private();
    let ident = &model.ident;
    let from_content = wire.own_serde.filter(|_| wire.has_serde()).map(|_| {
        quote! {
            if reader.source() == #private::wire::Source::Wire {
                return #private::wire::own_from_content(value, reader);
            }
        }
    });
    plain_items(
        &quote!(#private::Nested::to_plain(self, py, form)),
        &quote!(#from_content #private::Nested::from_plain(value, reader)),
        Some(&quote!(#private::Nested::schema::<#ident>(schemas))),
    )
}

/// What a field type has for dicts and the content of bytes: the frame of its methods, of which `to_plain`
/// has `self`, `py` and `form`, `from_plain` has `value` and `reader`, and `schema` has `schemas`.
pub(super) fn plain_items(
    to_plain: &TokenStream,
    from_plain: &TokenStream,
    schema: Option<&TokenStream>,
) -> TokenStream {
    let private = private();
    let schema = schema.map(|schema| {
        quote! {
            fn schema<'py>(
                schemas: &mut #private::wire::Schemas<'py>,
            ) -> #private::pyo3::PyResult<
                #private::pyo3::Bound<'py, #private::pyo3::types::PyDict>,
            > {
                #schema
            }
        }
    });
    quote! {
        fn to_plain<'py>(
            &self,
            py: #private::pyo3::Python<'py>,
            form: #private::wire::Form,
        ) -> #private::pyo3::PyResult<#private::pyo3::Bound<'py, #private::pyo3::PyAny>> {
            #to_plain
        }

        fn from_plain<'py>(
            value: #private::pyo3::Borrowed<'_, 'py, #private::pyo3::PyAny>,
            reader: &mut #private::wire::Reader<'py>,
        ) -> #private::core::option::Option<Self> {
            #from_plain
        }

        #schema
    }
}

/// The functions that make the methods.
pub(super) fn methods(model: &Model) -> Vec<TokenStream> {
    let (private, ident) = (private(), &model.ident);
    let of_formats: Vec<_> = model
        .wire
        .iter()
        .filter(|wire| wire.own_serde.is_some())
        .flat_map(|wire| wire.formats.iter().flat_map(|format| format.methods()))
        .collect();
    let functions = method_names(model).into_iter().map(|name| {
        let function = format_ident!("{}_method", name.trim_matches('_'));
        if of_formats.contains(&&name) {
            quote!(#private::wire::#function::<#private::wire::Own<#ident>>())
        } else {
            quote!(#private::wire::#function::<#ident>())
        }
    });
    functions.collect()
}

/// The methods.
pub(super) fn method_names(model: &Model) -> Vec<&'static str> {
    // Those of a variant are the enum's.
    model.wire.as_ref().filter(|wire| !wire.variant).map(Wire::methods).unwrap_or_default()
}
