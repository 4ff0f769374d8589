//! The code for a builder: its class, its table, and the methods that the class itself gets.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::DeriveInput;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use super::model::{Field, Model};
use crate::common::docs::c_string;
use crate::common::pyclass::runtime_path;
use crate::common::self_type::without_self;

/// The name of the runtime's hidden module inside the generated block.
fn private() -> Ident {
    Ident::new("__pyo3_classes", Span::mixed_site())
}

/// [`private`] for a path whose errors are to show the user's token at `span`.
fn private_at(span: Span) -> Ident {
    Ident::new("__pyo3_classes", span)
}

/// All of a builder.
pub(super) fn builder(model: &Model<'_>) -> TokenStream {
    let private = private();
    let krate = &model.krate;
    let types = types(model);
    let table = table(model);
    let accessors = accessors(model);
    let items = items(model);
    let markers = markers(model);
    quote! {
        #types

        #[doc(hidden)]
        #[allow(
            clippy::all,
            clippy::pedantic,
            clippy::nursery,
            dead_code,
            missing_docs,
            non_snake_case,
            non_upper_case_globals,
            unused_braces,
            unused_parens,
            unused_qualifications,
            reason = "generated code"
        )]
        const _: () = {
            use #krate::__private::{self as #private, NotDataClass as _};
            #table
            #accessors
            #items
            #markers
        };
    }
}

/// The types that the user names. They come by a glob, which gives way to a type of the same name: that
/// of another library's builder.
fn types(model: &Model<'_>) -> TokenStream {
    let Model { ident, vis, krate, class, name, module, draft, .. } = model;
    let home = format_ident!("__{}_builder", ident.unraw().to_string().to_lowercase());
    let pyo3 = quote!(#krate::__private::pyo3).to_string();
    let module = module.iter();
    let class_doc = format!("The Python class of builders of [`{ident}`].");
    let draft_doc = format!("The values that a builder of [`{ident}`] has so far.");
    quote! {
        #[doc(hidden)]
        #[allow(missing_debug_implementations, unreachable_pub, unnameable_types, reason = "generated code")]
        mod #home {
            #[doc = #class_doc]
            #[#krate::__private::pyo3::pyclass(
                crate = #pyo3,
                frozen,
                extends = #krate::__private::Builder,
                name = #name
                #(, module = #module)*
            )]
            pub struct #class {
                pub(super) _private: (),
            }

            #[doc = #draft_doc]
            #[repr(transparent)]
            pub struct #draft {
                pub(super) draft: #krate::__private::Draft,
            }
        }
        #[allow(unused_imports, reason = "where nobody names them")]
        #vis use #home::*;
    }
}

/// The static table.
fn table(model: &Model<'_>) -> TokenStream {
    let private = private();
    let Model { ident, name, .. } = model;
    let home = format_ident!("__{}_builder", ident.unraw().to_string().to_lowercase());
    let (class, draft) = (&model.class, &model.draft);
    let (class, draft) = (quote!(#home::#class), quote!(#home::#draft));
    let rows = model.fields.iter().enumerate().map(|(index, field)| row(index, field, ident));
    let base = if model.extends {
        let base = quote!(<#ident as #private::PyClassImpl>::BaseType);
        quote!(<#private::BuilderOf<#base, { #private::IsDataClass::<#base>::VALUE }> as #private::BaseBuilder>::TABLE)
    } else {
        quote!(#private::core::option::Option::None)
    };
    let validate = match &model.validate {
        Some(path) => {
            let span = path.span();
            let at = private_at(span);
            let path = without_self(path, ident);
            quote_spanned! {span=>
                #private::core::option::Option::Some(#at::CheckDraft::new(|draft| {
                    #at::check_draft::<#draft, _>(draft, #at::closure!(&#draft => #path))
                }))
            }
        }
        None => quote!(#private::core::option::Option::None),
    };
    quote! {
        /// The first fields are those of the classes that this one extends.
        const INHERITED: #private::core::primitive::usize = #private::inherited_fields::<#ident>();

        // SAFETY: the type is a `repr(transparent)` wrapper.
        unsafe impl #private::DraftView for #draft {}

        impl #private::Buildable for #ident {
            type Builder = #class;
            type Draft = #draft;

            fn builder_table() -> &'static #private::BuilderTable {
                static __PYO3_CLASSES_BUILDER: #private::BuilderTable = #private::BuilderTable {
                    class: <#ident as #private::DataClass>::table,
                    name: #name,
                    base: #base,
                    rows: &[#(#rows),*],
                    type_object: |py| py.get_type::<#class>(),
                    wrap: |builder, py| {
                        let initializer = #private::pyo3::PyClassInitializer::from(builder);
                        let class = #class { _private: () };
                        let object = #private::pyo3::Bound::new(py, initializer.add_subclass(class))?;
                        #private::core::result::Result::Ok(object.into_super())
                    },
                    validate: #validate,
                    cache: #private::BuilderCache::empty(),
                };
                &__PYO3_CLASSES_BUILDER
            }
        }
    }
}

fn row(index: usize, field: &Field, class: &Ident) -> TokenStream {
    let private = private();
    let Field { ty, name, setter, convert, set_once, .. } = field;
    let name = c_string(name);
    let none = quote!(#private::core::option::Option::None);
    let setter = match setter {
        Some(setter) => {
            let setter = c_string(setter);
            quote! {
                #private::core::option::Option::Some(
                    #private::setter::<{ INHERITED + #index }>(#setter)
                )
            }
        }
        None => none.clone(),
    };
    let convert = match convert {
        Some(path) => {
            let at = private_at(path.span());
            let ty = without_self(ty, class);
            let path = without_self(path, class);
            let value = Ident::new("value", Span::mixed_site());
            quote_spanned! {path.span()=>
                #private::core::option::Option::Some(#at::Convert::of::<#ty>(
                    |#value| #at::converted(#value, #path)
                ))
            }
        }
        None => none,
    };
    quote! {
        #private::BuilderRow {
            name: #name,
            setter: #setter,
            convert: #convert,
            set_once: #set_once,
        }
    }
}

/// How a `validate` function reads the draft.
fn accessors(model: &Model<'_>) -> TokenStream {
    let private = private();
    let Model { ident, draft, .. } = model;
    let home = format_ident!("__{}_builder", ident.unraw().to_string().to_lowercase());
    let fields = model.fields.iter().enumerate().map(|(index, field)| {
        let name = &field.ident;
        let ty = without_self(&field.ty, ident);
        quote! {
            pub fn #name(&self) -> #private::core::option::Option<&#ty> {
                // SAFETY: the derive writes the type of the field at this index.
                unsafe { self.draft.get::<#ty>(INHERITED + #index) }
            }
        }
    });
    quote! {
        impl #home::#draft {
            #(#fields)*
        }
    }
}

/// The methods, handed to PyO3 as a `#[pymethods]` block hands over its own.
fn items(model: &Model<'_>) -> TokenStream {
    let private = private();
    let ident = model.ident;
    quote! {
        #private::inventory::submit! {
            <<#ident as #private::PyClassImpl>::Inventory>::new(#private::PyClassItems {
                methods: &[
                    #private::builder_method::<#ident>(),
                    #private::to_builder_method::<#ident>(),
                    #private::partial_method::<#ident>(),
                ],
                slots: &[],
            })
        }
        #private::inventory::submit! {
            <<<#ident as #private::Buildable>::Builder as #private::PyClassImpl>::Inventory>::new(
                #private::PyClassItems {
                    methods: &[#private::builder_info::<#ident>()],
                    slots: &[],
                }
            )
        }
    }
}

/// A function for each generated method, named as PyO3 names its own: a method that the user has
/// written too is then a duplicate definition.
fn markers(model: &Model<'_>) -> TokenStream {
    let private = private();
    let ident = model.ident;
    quote! {
        impl #ident
        where
            for<'never> &'never (): #private::GeneratedUnlessSwitchedOff,
        {
            fn __pymethod_builder__() {}
            fn __pymethod_to_builder__() {}
            fn __pymethod_partial__() {}
        }
    }
}

/// What stands for the generated code after an error: the types that other code may name.
pub(super) fn stub(input: &DeriveInput) -> TokenStream {
    let _ = (runtime_path(&input.attrs, "dataclass"), input.to_token_stream());
    TokenStream::new()
}
