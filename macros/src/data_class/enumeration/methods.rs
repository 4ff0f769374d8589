//! Rust methods on the members of an enum: `methods(label, scaled(by))`.

use darling::{Error, FromMeta, Result};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Meta, Token, token};

use crate::common::docs::c_string;
use crate::data_class::emit::{private, private_at};
use crate::data_class::stubs::is_python_name;

/// `methods(…)`.
#[derive(Debug)]
pub(crate) struct Methods(pub(crate) Vec<Method>);

/// A method, and the names of what it takes if they were written.
#[derive(Debug)]
pub(crate) struct Method {
    pub(crate) ident: Ident,
    parameters: Option<Vec<Ident>>,
}

impl FromMeta for Methods {
    fn from_meta(item: &Meta) -> Result<Self> {
        let wanted = "write the names of methods of the enum: `methods(label, scaled(by))`";
        let Meta::List(list) = item else { return Err(Error::custom(wanted)) };
        let methods = list
            .parse_args_with(Punctuated::<Method, Token![,]>::parse_terminated)
            .map_err(|error| Error::custom(wanted).with_span(&error.span()))?;
        let mut errors = Error::accumulator();
        for name in methods.iter().flat_map(Method::mistakes) {
            errors.push(name);
        }
        errors.finish_with(Self(methods.into_iter().collect()))
    }
}

impl Parse for Method {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let ident = input.parse()?;
        let parameters = if input.peek(token::Paren) {
            let names;
            syn::parenthesized!(names in input);
            let names = Punctuated::<Ident, Token![,]>::parse_terminated(&names)?;
            Some(names.into_iter().collect())
        } else {
            None
        };
        Ok(Self { ident, parameters })
    }
}

impl Method {
    /// Its name in Python.
    pub(in crate::data_class) fn name(&self) -> String {
        self.ident.unraw().to_string()
    }

    /// The type that stands for the method at this position.
    pub(in crate::data_class) fn type_at(index: usize) -> Ident {
        format_ident!("Method{index}")
    }

    /// Names that Python cannot tell its parameters by.
    fn mistakes(&self) -> Vec<Error> {
        let names = self.parameters.as_deref().unwrap_or_default();
        let mistake = |(index, name): (usize, &Ident)| {
            let text = name.unraw().to_string();
            let what = if !is_python_name(&text) {
                "is a keyword of Python: give the argument another name"
            } else if names[..index].iter().any(|other| other.unraw() == text) {
                "names two arguments: give one of them another name"
            } else {
                return None;
            };
            Some(Error::custom(format!("`{text}` {what}")).with_span(name))
        };
        names.iter().enumerate().filter_map(mistake).collect()
    }

    /// What the runtime knows of it. What is wrong with the method is told at its name.
    pub(in crate::data_class) fn member(&self, ident: &Ident) -> TokenStream {
        let method = &self.ident;
        let at = private_at(method.span());
        quote_spanned!(method.span()=> #at::member::<#ident, _, _>(&#ident::#method))
    }

    /// The type that stands for the method of an enum that is `class` in Python, and calls it.
    pub(in crate::data_class) fn implementation(
        &self,
        method_type: &Ident,
        ident: &Ident,
        class: &str,
    ) -> TokenStream {
        let private = private();
        let Self { ident: method, parameters } = self;
        let span = method.span();
        let at = private_at(span);
        let name = c_string(&self.name());
        let qualname = format!("{class}.{}", self.name());
        let member = self.member(ident);
        let convert = quote_spanned!(span=> #at::output_of(&output).to_python(py, output));
        let (names, all_named) = match parameters {
            Some(names) => {
                let (count, names) =
                    (names.len(), names.iter().map(|name| name.unraw().to_string()));
                let text = format!(
                    "`{method}` takes another number of arguments: write a name for each, without that of `self`"
                );
                (
                    quote!(#private::core::option::Option::Some(&[#(#names),*])),
                    quote_spanned! {span=>
                        const _: () = #at::core::assert!(
                            #member.count == #count,
                            #text
                        );
                    },
                )
            }
            None => (quote!(#private::core::option::Option::None), TokenStream::new()),
        };
        quote! {
            struct #method_type;

            impl #private::MemberMethod for #method_type {
                const NAME: &'static #private::core::ffi::CStr = #name;
                const QUALNAME: &'static #private::core::primitive::str = #qualname;
                const PARAMETERS: #private::Parameters = #member.parameters(#names);

                fn call<'py>(
                    member: #private::pyo3::Borrowed<'_, 'py, #private::pyo3::PyAny>,
                    arguments: #private::Arguments<'_, 'py>,
                ) -> #private::pyo3::PyResult<#private::pyo3::Py<#private::pyo3::PyAny>> {
                    let py = member.py();
                    let room = #private::core::cell::OnceCell::<#ident>::new();
                    let output = #member.call(member, &room, arguments)?;
                    #convert
                }
            }
            #all_named
        }
    }
}
