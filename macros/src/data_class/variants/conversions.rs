//! PyO3's conversions of an enum with data, its field type and its export.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::Fields;
use syn::spanned::Spanned;

use super::Classes;
use crate::data_class::emit::{private, private_at};
use crate::data_class::enum_traits::{self, FieldType};
use crate::data_class::stubs;

impl Classes<'_> {
    /// A variant's instance, and back.
    pub(super) fn conversions(&self) -> TokenStream {
        let private = private();
        let ident = &self.input.ident;
        let base = &self.base;
        let into = self.variants.iter().map(|(variant, class)| {
            let name = &variant.ident;
            let (members, values) = members(&variant.fields);
            quote! {
                #ident::#name { #(#members: #values),* } => #private::pyo3::Bound::new(
                    py,
                    <
                        #private::pyo3::PyClassInitializer<#base>
                        as #private::core::convert::From<#base>
                    >::from(#base)
                        .add_subclass(#class { #(#members: #values),* }),
                )
                .map(#private::pyo3::Bound::into_any)
            }
        });
        let copied = self.variants.iter().map(|(variant, _)| {
            let name = &variant.ident;
            let (members, values) = members(&variant.fields);
            let mut names = values.iter();
            let copies = on_fields(
                &variant.fields,
                |_| names.next().to_token_stream(),
                ("copy", quote!(py)),
            );
            quote!(#ident::#name { #(#members: #values),* } => #ident::#name { #(#members: #copies),* })
        });
        let (output, input) =
            stubs::conversions(&quote!(<#base as #private::pyo3::PyTypeInfo>::TYPE_HINT));
        let from = self.variants.iter().map(|(variant, class)| {
            let name = &variant.ident;
            let (members, _) = members(&variant.fields);
            let copies = on_fields(
                &variant.fields,
                |member| quote!(&instance.#member),
                ("copy", quote!(py)),
            );
            quote! {
                if let #private::core::result::Result::Ok(instance) = object.cast::<#class>() {
                    let py = instance.py();
                    let instance = instance.get();
                    return (|| #private::core::result::Result::Ok(#ident::#name {
                        #(#members: #copies),*
                    }))()
                    .map_err(|error| #private::ConvertError::raised(object, error));
                }
            }
        });
        let into = enum_traits::into_pyobject(
            &quote!(#ident),
            &output,
            &quote!(match self { #(#into,)* }),
        );
        let extract =
            enum_traits::from_pyobject(ident, &input, &quote!(#private::extract_variant(object)));
        quote! {
            #into

            impl #private::Variants for #ident {
                type Base = #base;

                fn from_variant(
                    object: &#private::pyo3::Bound<'_, #private::pyo3::PyAny>,
                ) -> #private::core::result::Result<Self, #private::ConvertError> {
                    #(#from)*
                    #private::core::result::Result::Err(#private::no_variant::<Self>(object))
                }

                fn copy_variant(
                    &self,
                    py: #private::pyo3::Python<'_>,
                ) -> #private::pyo3::PyResult<Self> {
                    #private::core::result::Result::Ok(match self {
                        #(#copied,)*
                    })
                }
            }

            #extract
        }
    }

    /// The field type that the enum is for classes.
    pub(super) fn field_type(&self) -> TokenStream {
        let private = private();
        let ident = &self.input.ident;
        let base = &self.base;
        let traversed = self.variants.iter().map(|(variant, _)| {
            let name = &variant.ident;
            let (members, values) = members(&variant.fields);
            let mut names = values.iter();
            let visits = on_fields(
                &variant.fields,
                |_| names.next().to_token_stream(),
                ("traverse", quote!(visit)),
            );
            quote!(#ident::#name { #(#members: #values),* } => { #(#visits;)* })
        });
        let wire = self.wire_items();
        FieldType {
            items: quote! {
                const HINT: #private::TypeHint = #private::TypeHint::class::<#base>();
                const HOLDS_PYTHON: #private::core::primitive::bool = true;

                fn traverse(
                    &self,
                    visit: &#private::pyo3::PyVisit<'_>,
                ) -> #private::core::result::Result<(), #private::pyo3::PyTraverseError> {
                    match self {
                        #(#traversed)*
                    }
                    #private::core::result::Result::Ok(())
                }

                #wire
            },
            from_py: quote!(#private::Variants::from_variant(&value)),
            to_py: quote! {
                #private::pyo3::IntoPyObject::into_pyobject(
                    #private::Variants::copy_variant(self, py)?,
                    py,
                )
            },
            copied: quote!(#private::Variants::copy_variant(self, py)),
        }
        .implement(ident)
    }

    pub(super) fn exports(&self) -> TokenStream {
        let private = private();
        let ident = &self.input.ident;
        let base = &self.base;
        let classes = self.variants.iter().map(|(_, class)| class);
        let enum_class = enum_traits::enum_class(
            ident,
            &quote!(#private::core::result::Result::Ok(py.get_type::<#base>())),
            &quote! {
                let py = module.py();
                #private::add_variants(
                    module,
                    &py.get_type::<#base>(),
                    &[#(py.get_type::<#classes>()),*],
                )
            },
        );
        let export = enum_traits::export(ident);
        quote!(#enum_class #export)
    }
}

/// Calls a function of `VariantField` on each field; if a type has none, the error is at the type.
fn on_fields(
    fields: &Fields,
    mut value: impl FnMut(&syn::Member) -> TokenStream,
    (function, argument): (&str, TokenStream),
) -> Vec<TokenStream> {
    fields
        .iter()
        .zip(fields.members())
        .map(|(field, member)| {
            let (ty, span) = (&field.ty, field.ty.span());
            let (at, value, function) =
                (private_at(span), value(&member), Ident::new(function, span));
            quote_spanned! {span=>
                <
                    #at::Field<#ty, { #at::IsFieldType::<#ty>::VALUE }> as #at::VariantField
                >::#function(#value, #argument)?
            }
        })
        .collect()
}

/// The fields, and a name for the value of each.
pub(super) fn members(fields: &Fields) -> (Vec<syn::Member>, Vec<Ident>) {
    let values = (0..fields.len()).map(|index| format_ident!("value_{index}")).collect();
    (fields.members().collect(), values)
}
