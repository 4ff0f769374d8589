//! The code for an enum: its table, and the conversions.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::DeriveInput;

use super::methods::Method;
use super::model::{Member, Model, Value};
use super::stubs;
use crate::common::pyclass::{PyClassOptions, runtime_path};
use crate::common::self_type::without_self;
use crate::data_class::emit::private;
use crate::data_class::emit_wire::plain_items;
use crate::data_class::enum_traits::{self, FieldType};

/// All of an enum.
pub(super) fn enumeration(model: &Model) -> TokenStream {
    let private = private();
    let Model { ident, name, module, doc, krate, kind, members, methods, lax } = model;
    let module = match module {
        Some(module) => quote!(#private::core::option::Option::Some(#module)),
        None => quote!(#private::core::option::Option::None),
    };
    let kind = format_ident!("{}", kind.name());
    let rows = members.iter().map(|member| row(member, model));
    let variants: Vec<_> = members.iter().map(|member| &member.ident).collect();
    let indices: Vec<_> = (0..members.len()).collect();
    let method_types: Vec<_> = (0..methods.len()).map(Method::type_at).collect();
    let method_impls = methods
        .iter()
        .zip(&method_types)
        .map(|(method, method_type)| method.implementation(method_type, ident, name));
    let conversions = conversions(ident, &stubs::conversions(model));
    let enum_class = enum_traits::enum_class(
        ident,
        &quote!(#private::FieldOperations::class::<#ident>(py)),
        &quote!(#private::FieldOperations::add_to::<#ident>(module)),
    );
    let export = enum_traits::export(ident);
    let (type_hint, stubs) = (stubs::type_hint(model), stubs::chunks(model));
    quote! {
        #[doc(hidden)]
        #[allow(
            clippy::all,
            clippy::pedantic,
            clippy::nursery,
            missing_docs,
            unused_qualifications,
            unused_variables,
            reason = "generated code"
        )]
        const _: () = {
            use #krate::__private as #private;

            #(#method_impls)*

            impl #private::Enumeration for #ident {
                #type_hint

                fn enum_table() -> &'static #private::EnumTable {
                    static TABLE: #private::EnumTable = #private::EnumTable {
                        name: #name,
                        module: #module,
                        doc: #doc,
                        kind: #private::EnumKind::#kind,
                        members: &[#(#rows),*],
                        methods: &[#(#private::enum_method::<#method_types>()),*],
                        lax: #lax,
                        made: #private::Made::not_yet(),
                    };
                    &TABLE
                }

                fn index(&self) -> #private::core::primitive::usize {
                    match self {
                        #(#ident::#variants => #indices,)*
                    }
                }

                fn from_index(
                    index: #private::core::primitive::usize,
                ) -> #private::core::option::Option<Self> {
                    #private::core::option::Option::Some(match index {
                        #(#indices => #ident::#variants,)*
                        _ => return #private::core::option::Option::None,
                    })
                }
            }

            #enum_class
            #export
            #conversions
            #private::wire_enum!(#ident);
            #stubs
        };
    }
}

fn row(member: &Member, model: &Model) -> TokenStream {
    let private = private();
    let Member { ident, name, doc, value } = member;
    let class = &model.ident;
    let make = |value: TokenStream| {
        quote! {
            #private::core::option::Option::Some(
                |py| #private::pyo3::IntoPyObjectExt::into_bound_py_any(#value, py)
            )
        }
    };
    let value = match value {
        Value::Auto => quote!(#private::core::option::Option::None),
        Value::Discriminant => make(quote!(#class::#ident as #private::core::primitive::i128)),
        Value::Expr(expr) => {
            let expr = without_self(expr, class);
            make(quote_spanned!(syn::spanned::Spanned::span(&expr)=> #expr))
        }
    };
    quote!(#private::MemberRow { name: #name, value: #value, doc: #doc })
}

/// PyO3's conversions and the field type.
fn conversions(ident: &Ident, (output, input): &(TokenStream, TokenStream)) -> TokenStream {
    let private = private();
    let by_value = enum_traits::into_pyobject(
        &quote!(#ident),
        output,
        &quote!(#private::to_member::<#ident>(&self, py)),
    );
    let by_reference = enum_traits::into_pyobject(
        &quote!(&#ident),
        output,
        &quote!(#private::to_member::<#ident>(self, py)),
    );
    let from = enum_traits::from_pyobject(ident, input, &quote!(#private::extract_member(object)));
    let plain = plain_items(
        &quote!(#private::member_to_plain(self, py, form)),
        &quote!(#private::member_from_plain(value, reader)),
        None,
    );
    let field_type = FieldType {
        items: quote! {
            const HINT: #private::TypeHint = #private::FieldOperations::hint::<#ident>();
            const EQ: #private::core::option::Option<
                fn(&Self, &Self) -> #private::core::primitive::bool,
            > = #private::core::option::Option::Some(#private::FieldOperations::eq::<#ident>);
            const HASH: #private::core::option::Option<fn(&Self, &mut #private::Hasher)> =
                #private::core::option::Option::Some(#private::FieldOperations::hash::<#ident>);

            #plain
        },
        from_py: quote!(#private::from_member(value)),
        to_py: quote!(#private::to_member(self, py)),
        copied: quote!(#private::FieldOperations::copied(self)),
    }
    .implement(ident);
    quote!(#by_value #by_reference #from #field_type)
}

/// What stands for the generated code after an error: the traits that other code may ask for. `#[pyclass]`
/// gives those of PyO3's itself.
pub(crate) fn stub(input: &DeriveInput) -> TokenStream {
    if !input.generics.params.is_empty() {
        return TokenStream::new();
    }
    let private = private();
    let ident = &input.ident;
    let krate = runtime_path(&input.attrs, "dataclass");
    let never = quote!(#private::core::unreachable!());
    let none = TokenStream::new();
    let of_pyo3 = PyClassOptions::find(&input.attrs).is_none().then(|| {
        let into = enum_traits::into_pyobject(&quote!(#ident), &none, &never);
        let from = enum_traits::from_pyobject(ident, &none, &never);
        let export = enum_traits::export(ident);
        quote!(#into #from #export)
    });
    let enum_class = enum_traits::enum_class(ident, &never, &never);
    let field_type = FieldType {
        items: quote!(const HINT: #private::TypeHint = #private::TypeHint::ANY;),
        from_py: never.clone(),
        to_py: never.clone(),
        copied: never,
    }
    .implement(ident);
    quote! {
        #[doc(hidden)]
        #[allow(unused_variables, reason = "generated code")]
        const _: () = {
            use #krate::__private as #private;

            #of_pyo3
            #enum_class
            #field_type
        };
    }
}
