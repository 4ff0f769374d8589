//! What stub files say of an enum.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Expr, Lit};

use super::model::{Kind, Member, Model, Value};
use crate::common::keyed::ungroup;
use crate::data_class::emit::private;
use crate::data_class::stubs::{self, ON, chunk, is_python_name, unique};

/// The class as a type.
pub(super) fn type_hint(model: &Model) -> TokenStream {
    if !ON {
        return TokenStream::new();
    }
    let private = private();
    let Model { ident, name, .. } = model;
    quote! {
        const TYPE_HINT: #private::stubs::PyStaticExpr = #private::stubs::class_expr(
            &#private::stubs::PyStaticExpr::Name { id: #name },
            #ident::_PYO3_INTROSPECTION_ID,
        );
    }
}

/// What PyO3's conversions say of the type.
pub(super) fn conversions(model: &Model) -> (TokenStream, TokenStream) {
    let private = private();
    let ident = &model.ident;
    let (output, input) = stubs::conversions(&quote!(<#ident as #private::Enumeration>::TYPE_HINT));
    // What values and names there are no type can tell.
    let anything = quote!(<#private::pyo3::PyAny as #private::pyo3::PyTypeInfo>::TYPE_HINT);
    (output, if model.lax { stubs::conversions(&anything).1 } else { input })
}

/// The class and what is in it.
pub(super) fn chunks(model: &Model) -> TokenStream {
    if !ON {
        return TokenStream::new();
    }
    let private = private();
    let Model { ident, name, doc, kind, members, methods, .. } = model;
    let id = unique().to_string();
    let kind_name = kind.name();
    let stub = quote!(__PYO3_CLASSES_STUB);
    let class = chunk(
        &stub,
        &quote! {
            #private::stubs::Item::Class {
                name: #name,
                doc: #doc,
                base: #private::TypeHint::named("enum", #kind_name),
            }
        },
    );
    // `auto()` counts on from the values before it, which may be known to Rust alone.
    let auto = !members.iter().any(|member| matches!(member.value, Value::Expr(_)));
    let members =
        members.iter().enumerate().filter(|(_, member)| is_python_name(&member.name)).map(
            |(index, member)| {
                let Member { name, doc, .. } = member;
                let value = value(member, model, auto.then_some(index));
                let item = quote! {
                    #private::stubs::Item::Member { name: #name, doc: #doc, value: #value }
                };
                chunk(&stub, &item)
            },
        );
    let methods = stubs::methods(ident, &stub, methods);
    quote! {
        impl #ident {
            #[doc(hidden)]
            pub const _PYO3_INTROSPECTION_ID: &'static #private::core::primitive::str = #id;
        }
        const __PYO3_CLASSES_STUB: #private::stubs::ClassStub = #private::stubs::ClassStub {
            id: #ident::_PYO3_INTROSPECTION_ID,
            ..#private::stubs::ClassStub::EMPTY
        };
        #class
        #(#members)*
        #methods
    }
}

fn value(member: &Member, model: &Model, index: Option<usize>) -> TokenStream {
    let private = private();
    let (class, ident) = (&model.ident, &member.ident);
    let known = quote!(#private::stubs::Value);
    let unknown = quote!(#known::Unknown);
    match (&member.value, index) {
        (Value::Discriminant, _) => {
            quote!(#known::Int(#class::#ident as #private::core::primitive::i128))
        }
        (Value::Expr(expr), _) => match ungroup(expr) {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => quote!(#known::Text(#text)),
                Lit::Int(int) => quote!(#known::Int(#int as #private::core::primitive::i128)),
                _ => unknown,
            },
            _ => unknown,
        },
        (Value::Auto, _) if model.kind == Kind::StrEnum => {
            let text = member.name.to_lowercase();
            quote!(#known::Text(#text))
        }
        (Value::Auto, Some(index)) => match model.kind {
            Kind::Flag | Kind::IntFlag => quote!(#known::Int(1 << #index)),
            _ => quote!(#known::Int(#index as #private::core::primitive::i128 + 1)),
        },
        (Value::Auto, None) => unknown,
    }
}
