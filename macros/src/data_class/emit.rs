//! The code for a class: its table, and the entries that PyO3 collects.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::DeriveInput;
use syn::spanned::Spanned;

use super::emit_field::{field_row, skipped_field};
use super::model::Model;
use crate::common::pyclass::runtime_path;
use crate::common::self_type::without_self;

/// The name of the runtime's hidden module inside the generated block.
pub(super) fn private() -> Ident {
    Ident::new("__pyo3_classes", Span::mixed_site())
}

/// [`private`] for a path whose errors are to show the user's token at `span`: a path lies where all
/// of its tokens lie.
pub(super) fn private_at(span: Span) -> Ident {
    Ident::new("__pyo3_classes", span)
}

/// All of a class.
pub(super) fn class(model: &Model) -> TokenStream {
    let private = private();
    let krate = &model.krate;
    let table = table(model);
    let items = items(model);
    let markers = markers(model);
    let traverse = model.generate.traverse.then(|| traverse(model));
    quote! {
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
            // One `use`, so that a wrong path is one error.
            use #krate::__private::{self as #private, NotClone as _, Probe as _};
            #table
            #items
            #markers
            #traverse
        };
    }
}

/// The class's static table.
fn table(model: &Model) -> TokenStream {
    let private = private();
    let Model { ident, name, frozen, dict, strict, generate, .. } = model;
    let (init, order, match_args) = (generate.init, generate.order, generate.match_args);
    let fields = model.fields.iter().map(|field| field_row(field, ident));
    let skipped = model.skipped.iter().map(|field| skipped_field(field, ident));
    let access = if *frozen { quote!(frozen) } else { quote!(mutable) };
    let hook = |path: &Option<syn::ExprPath>, hook: &str, reference: TokenStream| match path {
        Some(path) => {
            let span = path.span();
            let (at, hook) = (private_at(span), Ident::new(hook, span));
            let mut class = ident.clone();
            class.set_span(span);
            let path = without_self(path, ident);
            quote_spanned! {span=>
                #private::core::option::Option::Some(
                    #at::#hook::of::<#class, _>(#at::closure!(#reference #class => #path))
                )
            }
        }
        None => quote!(#private::core::option::Option::None),
    };
    let post_init = hook(&model.post_init, "PostInit", quote!(&mut));
    let validate = hook(&model.validate, "Validate", quote!(&));
    quote! {
        impl #private::DataClass for #ident {
            fn table() -> &'static #private::ClassTable {
                static __PYO3_CLASSES_TABLE: #private::ClassTable = #private::ClassTable {
                    name: #name,
                    fields: &[#(#fields),*],
                    skipped: &[#(#skipped),*],
                    options: #private::ClassOptions {
                        frozen: #frozen,
                        order: #order,
                        match_args: #match_args,
                        init: #init,
                        dict: #dict,
                        mode: #private::Mode { strict: #strict },
                    },
                    type_object: |py| py.get_type::<#ident>(),
                    access: #private::Access::#access::<#ident>(),
                    clone: #private::CloneProbe::<#ident>::CLONE,
                    post_init: #post_init,
                    validate: #validate,
                    cache: #private::Cache::empty(),
                };
                &__PYO3_CLASSES_TABLE
            }
        }
    }
}

/// The slots and methods, handed to PyO3 as a `#[pymethods]` block hands over its own.
fn items(model: &Model) -> TokenStream {
    let private = private();
    let ident = &model.ident;
    let generate = &model.generate;
    let slots = [
        (generate.init, "new_slot"),
        (generate.repr, "repr_slot"),
        (generate.eq, "richcompare_slot"),
        (generate.hash, "hash_slot"),
        (model.frozen, "setattr_slot"),
        (generate.traverse && !model.frozen, "clear_slot"),
    ];
    let methods = [
        (true, "info_attribute"),
        (generate.copy, "copy_method"),
        (generate.copy, "deepcopy_method"),
        (generate.copy && generate.init, "replace_method"),
        (generate.pickle, "reduce_method"),
    ];
    let wanted = |entries: &[(bool, &str)]| -> Vec<TokenStream> {
        entries
            .iter()
            .filter(|(wanted, _)| *wanted)
            .map(|(_, function)| {
                let function = format_ident!("{function}");
                quote!(#private::#function::<#ident>())
            })
            .collect()
    };
    let (slots, methods) = (wanted(&slots), wanted(&methods));
    quote! {
        #private::inventory::submit! {
            <<#ident as #private::PyClassImpl>::Inventory>::new(#private::PyClassItems {
                methods: &[#(#methods),*],
                slots: &[#(#slots),*],
            })
        }
    }
}

/// A function for each generated method, named as PyO3 names its own: a method that the user has
/// written too is then a duplicate definition, where two slots would silently displace one another.
fn markers(model: &Model) -> TokenStream {
    let private = private();
    let ident = &model.ident;
    let generate = &model.generate;
    let methods: [(bool, &[&str]); 9] = [
        (generate.init, &["new"]),
        (generate.repr, &["repr"]),
        // PyO3 makes this one also of `__eq__`, `__lt__` and the others.
        (generate.eq, &["richcmp"]),
        (generate.hash, &["hash"]),
        (model.frozen, &["setattr", "delattr"]),
        (generate.copy, &["copy", "deepcopy"]),
        (generate.copy && generate.init, &["replace"]),
        (generate.pickle, &["reduce_ex"]),
        (generate.traverse && !model.frozen, &["clear"]),
    ];
    let mut names = methods
        .iter()
        .filter(|(wanted, _)| *wanted)
        .flat_map(|(_, names)| names.iter())
        .map(|name| format_ident!("__pymethod___{name}____"))
        .peekable();
    if names.peek().is_none() {
        return TokenStream::new();
    }
    // The bound never holds. The functions still clash with others of the same names, but a call of
    // such a one is not ambiguous: that would be a second error for the same mistake.
    quote! {
        impl #ident
        where
            for<'never> &'never (): #private::GeneratedUnlessSwitchedOff,
        {
            #(fn #names() {})*
        }
    }
}

/// `__traverse__`.
fn traverse(model: &Model) -> TokenStream {
    let private = private();
    let ident = &model.ident;
    quote! {
        impl #private::PyClassTraverse<#ident> for #private::PyClassImplCollector<#ident> {
            fn __traverse__(
                self,
                this: &#ident,
                visit: #private::pyo3::PyVisit<'_>,
            ) -> #private::core::result::Result<(), #private::pyo3::PyTraverseError> {
                #private::traverse(this, &visit)
            }
        }
    }
}

/// What stands for the generated code after an error: the traits that other code may ask for. There
/// is none for a type with parameters, which cannot have them.
pub(super) fn stub(input: &DeriveInput) -> TokenStream {
    if !input.generics.params.is_empty() {
        return TokenStream::new();
    }
    let private = private();
    let ident = &input.ident;
    let krate = runtime_path(&input.attrs, "dataclass");
    quote! {
        #[doc(hidden)]
        const _: () = {
            use #krate::__private as #private;
            impl #private::DataClass for #ident {
                fn table() -> &'static #private::ClassTable {
                    #private::core::unreachable!()
                }
            }
        };
    }
}
