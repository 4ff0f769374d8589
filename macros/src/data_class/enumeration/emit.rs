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
    let (type_hint, stubs) = (stubs::type_hint(model), stubs::chunks(model));
    quote! {
        #[doc(hidden)]
        #[allow(
            clippy::all,
            clippy::pedantic,
            clippy::nursery,
            missing_docs,
            unused_qualifications,
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

            impl #private::EnumClass for #ident {
                fn enum_class(
                    py: #private::pyo3::Python<'_>,
                ) -> #private::pyo3::PyResult<
                    #private::pyo3::Bound<'_, #private::pyo3::types::PyType>,
                > {
                    #private::FieldOperations::class::<#ident>(py)
                }

                fn add_to(
                    module: &#private::pyo3::Bound<'_, #private::pyo3::types::PyModule>,
                ) -> #private::pyo3::PyResult<()> {
                    #private::FieldOperations::add_to::<#ident>(module)
                }
            }

            impl #ident {
                /// What `#[pymodule_export]` looks for.
                #[doc(hidden)]
                pub const _PYO3_DEF: #private::Export = #private::Export::new(#private::add_enum::<#ident>);
            }

            #conversions
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
    let into = |ty: TokenStream, value: TokenStream| {
        quote! {
            impl<'py> #private::pyo3::IntoPyObject<'py> for #ty {
                type Target = #private::pyo3::PyAny;
                type Output = #private::pyo3::Bound<'py, #private::pyo3::PyAny>;
                type Error = #private::pyo3::PyErr;
                #output

                fn into_pyobject(
                    self,
                    py: #private::pyo3::Python<'py>,
                ) -> #private::pyo3::PyResult<Self::Output> {
                    #private::to_member::<#ident>(#value, py)
                }
            }
        }
    };
    let by_value = into(quote!(#ident), quote!(&self));
    let by_reference = into(quote!(&#ident), quote!(self));
    quote! {
        #by_value
        #by_reference

        impl<'a, 'py> #private::pyo3::FromPyObject<'a, 'py> for #ident {
            type Error = #private::pyo3::PyErr;
            #input

            fn extract(
                object: #private::pyo3::Borrowed<'a, 'py, #private::pyo3::PyAny>,
            ) -> #private::pyo3::PyResult<Self> {
                #private::extract_member(object)
            }
        }

        impl #private::FieldType for #ident {
            const HINT: #private::TypeHint = #private::FieldOperations::hint::<#ident>();
            const EQ: #private::core::option::Option<
                fn(&Self, &Self) -> #private::core::primitive::bool,
            > = #private::core::option::Option::Some(#private::FieldOperations::eq::<#ident>);
            const HASH: #private::core::option::Option<fn(&Self, &mut #private::Hasher)> =
                #private::core::option::Option::Some(#private::FieldOperations::hash::<#ident>);

            fn from_py(
                value: #private::pyo3::Borrowed<'_, '_, #private::pyo3::PyAny>,
                _: #private::Mode,
            ) -> #private::core::result::Result<Self, #private::ConvertError> {
                #private::from_member(value)
            }

            fn to_py<'py>(
                &self,
                py: #private::pyo3::Python<'py>,
            ) -> #private::pyo3::PyResult<#private::pyo3::Bound<'py, #private::pyo3::PyAny>> {
                #private::to_member(self, py)
            }

            fn copied(&self, _: #private::pyo3::Python<'_>) -> #private::pyo3::PyResult<Self> {
                #private::FieldOperations::copied(self)
            }
        }
    }
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
    let of_pyo3 = PyClassOptions::find(&input.attrs).is_none().then(|| {
        quote! {
            impl<'py> #private::pyo3::IntoPyObject<'py> for #ident {
                type Target = #private::pyo3::PyAny;
                type Output = #private::pyo3::Bound<'py, #private::pyo3::PyAny>;
                type Error = #private::pyo3::PyErr;

                fn into_pyobject(
                    self,
                    _: #private::pyo3::Python<'py>,
                ) -> #private::pyo3::PyResult<Self::Output> {
                    #private::core::unreachable!()
                }
            }

            impl<'a, 'py> #private::pyo3::FromPyObject<'a, 'py> for #ident {
                type Error = #private::pyo3::PyErr;

                fn extract(
                    _: #private::pyo3::Borrowed<'a, 'py, #private::pyo3::PyAny>,
                ) -> #private::pyo3::PyResult<Self> {
                    #private::core::unreachable!()
                }
            }

            impl #ident {
                #[doc(hidden)]
                pub const _PYO3_DEF: #private::Export = #private::Export::new(#private::add_enum::<#ident>);
            }
        }
    });
    quote! {
        #[doc(hidden)]
        const _: () = {
            use #krate::__private as #private;

            #of_pyo3

            impl #private::EnumClass for #ident {
                fn enum_class(
                    _: #private::pyo3::Python<'_>,
                ) -> #private::pyo3::PyResult<
                    #private::pyo3::Bound<'_, #private::pyo3::types::PyType>,
                > {
                    #private::core::unreachable!()
                }

                fn add_to(
                    _: &#private::pyo3::Bound<'_, #private::pyo3::types::PyModule>,
                ) -> #private::pyo3::PyResult<()> {
                    #private::core::unreachable!()
                }
            }

            impl #private::FieldType for #ident {
                const HINT: #private::TypeHint = #private::TypeHint::ANY;

                fn from_py(
                    _: #private::pyo3::Borrowed<'_, '_, #private::pyo3::PyAny>,
                    _: #private::Mode,
                ) -> #private::core::result::Result<Self, #private::ConvertError> {
                    #private::core::unreachable!()
                }

                fn to_py<'py>(
                    &self,
                    _: #private::pyo3::Python<'py>,
                ) -> #private::pyo3::PyResult<#private::pyo3::Bound<'py, #private::pyo3::PyAny>> {
                    #private::core::unreachable!()
                }

                fn copied(&self, _: #private::pyo3::Python<'_>) -> #private::pyo3::PyResult<Self> {
                    #private::core::unreachable!()
                }
            }
        };
    }
}
