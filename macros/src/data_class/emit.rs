//! The code for a class: its table, and the entries that PyO3 collects.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::DeriveInput;

use super::emit_field::{field_row, skipped_field};
use super::model::Model;
use crate::common::pyclass::runtime_path;
use crate::common::self_type::without_self;

/// The name of the runtime's hidden module inside the generated block.
pub(super) fn private() -> Ident {
    Ident::new("__pyo3_classes", Span::mixed_site())
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
            unused_qualifications,
            reason = "generated code"
        )]
        const _: () = {
            use #krate::__private as #private;
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
            let hook = format_ident!("{hook}");
            let path = without_self(path, ident);
            quote! {
                #private::core::option::Option::Some(
                    #private::#hook::of::<#ident, _>(|value: #reference #ident| #path(value))
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
                use #private::{NotClone as _, Probe as _};
                static TABLE: #private::ClassTable = #private::ClassTable {
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
                &TABLE
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
            type Inventory = <#ident as #private::PyClassImpl>::Inventory;
            Inventory::new(#private::PyClassItems {
                methods: &[#(#methods),*],
                slots: &[#(#slots),*],
            })
        }
    }
}

/// A function for each generated method, named as PyO3 names its own: a method that the user has
/// written too is then a duplicate definition, where two slots would silently displace one another.
fn markers(model: &Model) -> TokenStream {
    let ident = &model.ident;
    let generate = &model.generate;
    let methods: [(bool, &[&str]); 8] = [
        (generate.init, &["new"]),
        (generate.repr, &["repr"]),
        (generate.eq, &["richcmp", "eq", "ne", "lt", "le", "gt", "ge"]),
        (generate.hash, &["hash"]),
        (model.frozen, &["setattr", "delattr"]),
        (generate.copy, &["copy", "deepcopy"]),
        (generate.copy && generate.init, &["replace"]),
        (generate.pickle, &["reduce_ex"]),
    ];
    let names = methods
        .iter()
        .filter(|(wanted, _)| *wanted)
        .flat_map(|(_, names)| names.iter())
        .map(|name| format_ident!("__pymethod___{name}____"));
    quote! {
        impl #ident {
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

/// What stands for the generated code after an error: the traits that other code may ask for.
pub(super) fn stub(input: &DeriveInput) -> TokenStream {
    let private = private();
    let ident = &input.ident;
    let krate = runtime_path(&input.attrs, "dataclass");
    let (generics, arguments, bounds) = input.generics.split_for_impl();
    quote! {
        #[doc(hidden)]
        const _: () = {
            use #krate::__private as #private;
            impl #generics #private::DataClass for #ident #arguments #bounds {
                fn table() -> &'static #private::ClassTable {
                    #private::core::unreachable!()
                }
            }
        };
    }
}
