//! The code for a class: its table, and the entries that PyO3 collects.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::DeriveInput;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use super::emit_field::{field_row, skipped_field};
use super::emit_wire;
use super::model::{Field, Generate, Model};
use super::stubs;
use crate::common::pyclass::{PyClassOptions, runtime_path};
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
    let nested = nested(model);
    let wire = emit_wire::implementations(model);
    let stubs = stubs::chunks(model);
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
            use #krate::__private::{self as #private, NotClone as _, NotDataClass as _, Probe as _};
            #table
            #items
            #markers
            #traverse
            #nested
            #wire
            #stubs
        };
    }
}

/// The class's static table.
fn table(model: &Model) -> TokenStream {
    let private = private();
    let Model { ident, name, frozen, dict, newtype, strict, generate, .. } = model;
    let Generate { init, eq, repr, order, hash, match_args, .. } = generate;
    let fields = model.fields.iter().map(|field| field_row(field, ident));
    let skipped = model.skipped.iter().map(|field| skipped_field(field, ident));
    let ignores_init = takes_init(model);
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
    let version = match &model.version {
        Some(version) => without_self(version, ident),
        None => quote!(1),
    };
    let migrate = match &model.migrate {
        Some(path) => {
            let at = private_at(path.span());
            let path = without_self(path, ident);
            quote_spanned! {path.span()=>
                #private::core::option::Option::Some(
                    #at::Migrate::of::<_>(|version, state| #path(version, state))
                )
            }
        }
        None => quote!(#private::core::option::Option::None),
    };
    let wire = emit_wire::table(model);
    let stdlib = if model.stdlib {
        // A class that is frozen and has `==` has a hash anyway.
        let (unsafe_hash, kw_only) = (*hash && !(*frozen && *eq), model.kw_only);
        quote!(#private::core::option::Option::Some(
            #private::Stdlib { unsafe_hash: #unsafe_hash, kw_only: #kw_only }
        ))
    } else {
        quote!(#private::core::option::Option::None)
    };
    let summary = summary(model);
    let stub = stubs::description(model);
    let base = quote!(<#ident as #private::PyClassImpl>::BaseType);
    let is_data_class = quote!({ #private::IsDataClass::<#base>::VALUE });
    let layered = layered(ident, model.extends);
    let base_checks = base_checks(model);
    quote! {
        #layered
        #base_checks

        impl #private::DataClass for #ident {
            const SUMMARY: #private::Summary = #summary;
            #stub

            fn table() -> &'static #private::ClassTable {
                static __PYO3_CLASSES_TABLE: #private::ClassTable = #private::ClassTable {
                    name: #name,
                    base: <#private::BaseOf<#base, #is_data_class> as #private::Base>::TABLE,
                    fields: &[#(#fields),*],
                    skipped: &[#(#skipped),*],
                    version: #version,
                    migrate: #migrate,
                    options: #private::ClassOptions {
                        frozen: #frozen,
                        eq: #eq,
                        repr: #repr,
                        order: #order,
                        match_args: #match_args,
                        init: #init,
                        ignores_init: #ignores_init,
                        dict: #dict,
                        newtype: #newtype,
                        stdlib: #stdlib,
                        mode: #private::Mode { strict: #strict },
                    },
                    type_object: |py| py.get_type::<#ident>(),
                    access: #private::Access::#access::<#ident>(),
                    clone: #private::CloneProbe::<#ident>::CLONE,
                    wire: #wire,
                    post_init: #post_init,
                    validate: #validate,
                    cache: #private::Cache::empty(),
                };
                &__PYO3_CLASSES_TABLE
            }
        }
    }
}

/// The layers of an instance. What is wrong with the base class is told at `extends`.
fn layered(ident: &Ident, extends: Option<Span>) -> TokenStream {
    let private = private();
    let span = extends.unwrap_or_else(Span::call_site);
    let at = private_at(span);
    let base = quote!(<#ident as #private::PyClassImpl>::BaseType);
    let layers = quote_spanned! {span=>
        #at::LayersOf<#ident, #base, { #private::IsDataClass::<#base>::VALUE }>
    };
    quote! {
        impl #private::Layered for #ident {
            type Layers = #layers;
        }
    }
}

/// What must hold between a class and the one that it extends; each mistake at its own token.
fn base_checks(model: &Model) -> TokenStream {
    let Some(extends) = model.extends else { return TokenStream::new() };
    let private = private();
    let ident = &model.ident;
    let check = |span: Span, holds: TokenStream, text: String| {
        let at = private_at(span);
        quote_spanned!(span=> const _: () = #at::core::assert!(#holds, #text);)
    };
    let frozen = check(
        extends,
        quote!(!#private::differs_in_frozen::<#ident>()),
        "a frozen data class can extend only a frozen one, and one that can change only one that can: make both `#[pyclass(frozen)]`, or neither".to_owned(),
    );
    let required = positional(model).find(|field| field.default.is_none()).map(|field| {
        let name = field.ident.unraw();
        check(
            field.ident.span(),
            quote!(!#private::base_has_optional::<#ident>()),
            format!("`{name}` has no default but follows fields of the base class, of which one has: give `{name}` a default, or make it keyword-only with `#[field(kw_only)]`"),
        )
    });
    let names = model.fields.iter().map(|field| {
        let Field { ident: field, name, parameter, .. } = field;
        let attribute = check(
            field.span(),
            quote!(!#private::base_has_name::<#ident>(#name)),
            format!("the base class has a field or parameter `{name}` as well: rename this one"),
        );
        let parameter = (parameter != name).then(|| {
            check(
                field.span(),
                quote!(!#private::base_has_name::<#ident>(#parameter)),
                format!("the base class has a field or parameter `{parameter}` as well: give this one another alias"),
            )
        });
        quote!(#attribute #parameter)
    });
    quote!(#frozen #required #(#names)*)
}

/// The fields that are positional parameters of the constructor.
fn positional(model: &Model) -> impl Iterator<Item = &Field> {
    model
        .fields
        .iter()
        .filter(|field| model.generate.init && field.options.init && !field.options.kw_only)
}

/// What a class that extends this one must know.
fn summary(model: &Model) -> TokenStream {
    let private = private();
    let ident = &model.ident;
    let frozen = model.frozen;
    let base = quote!(<#ident as #private::PyClassImpl>::BaseType);
    let mut names: Vec<&str> = Vec::new();
    for field in &model.fields {
        names.push(&field.name);
        if field.parameter != field.name {
            names.push(&field.parameter);
        }
    }
    let count = model.fields.len();
    let optional = positional(model).any(|field| field.default.is_some());
    quote! {
        #private::Summary {
            frozen: #frozen,
            names: &[#(#names),*],
            fields: #count,
            optional: #optional,
            base: <
                #private::BaseOf<#base, { #private::IsDataClass::<#base>::VALUE }>
                as #private::Base
            >::SUMMARY,
        }
    }
}

/// Whether the class gets an `__init__`, which ignores what `__new__` took: for subclasses that call it,
/// and in place of one that a class of Python's own would hand down.
pub(super) fn takes_init(model: &Model) -> bool {
    model.generate.init && (model.subclass || model.extends.is_some())
}

/// The slots and methods, handed to PyO3 as a `#[pymethods]` block hands over its own.
fn items(model: &Model) -> TokenStream {
    let private = private();
    let ident = &model.ident;
    let generate = &model.generate;
    let slots = [
        (generate.init, "new_slot"),
        (takes_init(model), "init_slot"),
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
    let (slots, mut methods) = (wanted(&slots), wanted(&methods));
    methods.extend(emit_wire::methods(model));
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
    let methods: [(bool, &[&str]); 10] = [
        (generate.init, &["new"]),
        (takes_init(model), &["init"]),
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
        .chain(
            emit_wire::method_names(model)
                .into_iter()
                .map(|name| format_ident!("__pymethod_{name}__")),
        )
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

/// The field type that the class is for others, where it is one.
fn nested(model: &Model) -> TokenStream {
    let private = private();
    let ident = &model.ident;
    let wire = emit_wire::nested(model);
    quote! {
        impl #private::FieldType for #ident
        where
            for<'never> #ident: #private::Nestable<'never>,
        {
            const HINT: #private::TypeHint = #private::Nested::hint::<#ident>();
            const HOLDS_PYTHON: #private::core::primitive::bool = true;
            const EQ: #private::core::option::Option<
                fn(&Self, &Self) -> #private::core::primitive::bool,
            > = #private::core::option::Option::Some(#private::Nested::eq::<#ident>);
            const ORDER: #private::core::option::Option<
                fn(&Self, &Self) -> #private::core::option::Option<#private::core::cmp::Ordering>,
            > = #private::core::option::Option::Some(#private::Nested::order::<#ident>);
            const HASH: #private::core::option::Option<fn(&Self, &mut #private::Hasher)> =
                #private::core::option::Option::Some(#private::Nested::hash::<#ident>);
            const REPR: #private::core::option::Option<fn(&Self, &mut #private::String)> =
                #private::core::option::Option::Some(#private::Nested::repr::<#ident>);

            fn native() -> #private::Native {
                #private::Nested::native::<#ident>()
            }

            fn from_py(
                value: #private::pyo3::Borrowed<'_, '_, #private::pyo3::PyAny>,
                _: #private::Mode,
            ) -> #private::core::result::Result<Self, #private::ConvertError> {
                #private::Nested::from_py(value)
            }

            fn to_py<'py>(
                &self,
                py: #private::pyo3::Python<'py>,
            ) -> #private::pyo3::PyResult<#private::pyo3::Bound<'py, #private::pyo3::PyAny>> {
                #private::Nested::to_py(self, py)
            }

            fn copied(&self, _: #private::pyo3::Python<'_>) -> #private::pyo3::PyResult<Self> {
                #private::core::result::Result::Ok(#private::core::clone::Clone::clone(self))
            }

            fn traverse(
                &self,
                visit: &#private::pyo3::PyVisit<'_>,
            ) -> #private::core::result::Result<(), #private::pyo3::PyTraverseError> {
                #private::traverse(self, visit)
            }

            #wire
        }
    }
}

/// What stands for the generated code after an error: the traits that other code may ask for. There
/// is none for a type with parameters, which cannot have them. PyO3 makes no class of what it rejects
/// itself.
pub(super) fn stub(input: &DeriveInput, is_class: bool) -> TokenStream {
    if !input.generics.params.is_empty() {
        return TokenStream::new();
    }
    let private = private();
    let ident = &input.ident;
    let krate = runtime_path(&input.attrs, "dataclass");
    // A class that extends this one asks for it.
    let layered = PyClassOptions::find(&input.attrs)
        .filter(|_| is_class)
        .map(|pyclass| layered(ident, pyclass.get("extends").map(|extends| extends.key.span())));
    quote! {
        #[doc(hidden)]
        const _: () = {
            use #krate::__private::{self as #private, NotDataClass as _};
            #layered
            impl #private::DataClass for #ident {
                const SUMMARY: #private::Summary = #private::Summary::EMPTY;

                fn table() -> &'static #private::ClassTable {
                    #private::core::unreachable!()
                }
            }
        };
    }
}
