//! The traits that an enum has for Python, with data or without, and also what stands for it after an
//! error: each frame once, with the bodies that differ.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::emit::private;

/// `IntoPyObject` of `ty`; `body` makes the object of `self` and `py`.
pub(super) fn into_pyobject(
    ty: &TokenStream,
    output: &TokenStream,
    body: &TokenStream,
) -> TokenStream {
    let private = private();
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
                #body
            }
        }
    }
}

/// `FromPyObject`; `body` makes the value of `object`.
pub(super) fn from_pyobject(ident: &Ident, input: &TokenStream, body: &TokenStream) -> TokenStream {
    let private = private();
    quote! {
        impl<'a, 'py> #private::pyo3::FromPyObject<'a, 'py> for #ident {
            type Error = #private::pyo3::PyErr;
            #input

            fn extract(
                object: #private::pyo3::Borrowed<'a, 'py, #private::pyo3::PyAny>,
            ) -> #private::pyo3::PyResult<Self> {
                #body
            }
        }
    }
}

/// The bodies of a `FieldType`.
pub(super) struct FieldType {
    /// Constants and methods that only this one has.
    pub(super) items: TokenStream,
    /// Of `value`.
    pub(super) from_py: TokenStream,
    /// Of `self` and `py`.
    pub(super) to_py: TokenStream,
    /// Of `self` and `py`.
    pub(super) copied: TokenStream,
}

impl FieldType {
    pub(super) fn implement(&self, ident: &Ident) -> TokenStream {
        let private = private();
        let Self { items, from_py, to_py, copied } = self;
        quote! {
            impl #private::FieldType for #ident {
                #items

                fn from_py(
                    value: #private::pyo3::Borrowed<'_, '_, #private::pyo3::PyAny>,
                    _: #private::Mode,
                ) -> #private::core::result::Result<Self, #private::ConvertError> {
                    #from_py
                }

                fn to_py<'py>(
                    &self,
                    py: #private::pyo3::Python<'py>,
                ) -> #private::pyo3::PyResult<#private::pyo3::Bound<'py, #private::pyo3::PyAny>> {
                    #to_py
                }

                fn copied(&self, py: #private::pyo3::Python<'_>) -> #private::pyo3::PyResult<Self> {
                    #copied
                }
            }
        }
    }
}

/// `EnumClass`: `class` finds the class by `py`, `add_to` adds it to `module`.
pub(super) fn enum_class(ident: &Ident, class: &TokenStream, add_to: &TokenStream) -> TokenStream {
    let private = private();
    quote! {
        impl #private::EnumClass for #ident {
            fn enum_class(
                py: #private::pyo3::Python<'_>,
            ) -> #private::pyo3::PyResult<
                #private::pyo3::Bound<'_, #private::pyo3::types::PyType>,
            > {
                #class
            }

            fn add_to(
                module: &#private::pyo3::Bound<'_, #private::pyo3::types::PyModule>,
            ) -> #private::pyo3::PyResult<()> {
                #add_to
            }
        }
    }
}

/// What `#[pymodule_export]` looks for.
pub(super) fn export(ident: &Ident) -> TokenStream {
    let private = private();
    quote! {
        impl #ident {
            /// What `#[pymodule_export]` looks for.
            #[doc(hidden)]
            pub const _PYO3_DEF: #private::Export =
                #private::Export::new(#private::add_enum::<#ident>);
        }
    }
}
