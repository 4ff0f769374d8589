//! The code for a builder: its class, its table, and the methods that the class itself gets.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Path, parse_quote};

use super::model::{Field, Made, Model, Types};
use super::{stubs, variants};
use crate::common::docs::c_string;
use crate::common::pyclass::PyClassOptions;
use crate::common::rust_type::argument_of;
use crate::common::self_type::without_self;
use crate::data_class;

/// The name of the runtime's hidden module inside the generated block.
pub(super) fn private() -> Ident {
    Ident::new("__pyo3_classes", Span::mixed_site())
}

/// [`private`] for a path whose errors are to show the user's token at `span`.
fn private_at(span: Span) -> Ident {
    Ident::new("__pyo3_classes", span)
}

/// All of a builder.
pub(super) fn builder(model: &Model<'_>) -> TokenStream {
    let private = private();
    let krate = &model.types.krate;
    let types = types(model);
    let table = table(model);
    let accessors = accessors(model);
    let items = items(model);
    let markers = markers(model);
    let chunks = stubs::chunks(model);
    let alone = &model.alone;
    let alias = variants::alias(model);
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
            use #krate::__private::{
                self as #private, NotBuildable as _, NotDataClass as _, Probe as _,
            };
            #alias
            #table
            #accessors
            #items
            #markers
            #alone
            #chunks
        };
    }
}

/// The module of the types.
pub(super) fn home(types: &Types<'_>) -> Ident {
    format_ident!("__{}", types.class)
}

/// The path as a module inside the user's has to write it.
fn one_module_deeper(path: &Path) -> Path {
    match path.segments.first() {
        Some(first) if first.ident == "self" => {
            let rest = path.segments.iter().skip(1);
            parse_quote!(super #(::#rest)*)
        }
        Some(first) if first.ident == "super" => parse_quote!(super::#path),
        _ => path.clone(),
    }
}

/// The types that the user names. They come by a glob, which gives way to a type of the same name: that
/// of another library's builder.
fn types(model: &Model<'_>) -> TokenStream {
    let krate = &one_module_deeper(&model.types.krate);
    let ident = model.types.ident;
    let base =
        base_at(model, |span| quote_spanned!(span=> #krate::__private), &quote!(super::#ident));
    let base = base.map(|base| {
        let class = part_of_base(&base, "Class");
        quote! {
            use #krate::__private::NotBuildable as _;
            type Base = #class;
        }
    });
    // What type checkers know more about a builder is a class that extends its own.
    let subclass = model.subclass || model.typestate;
    declared(&model.types, base.as_ref(), subclass)
}

/// The types in their module.
fn declared(types: &Types<'_>, base: Option<&TokenStream>, subclass: bool) -> TokenStream {
    let Types { vis, class, name, module, draft, built, .. } = types;
    let krate = &one_module_deeper(&types.krate);
    let home = home(types);
    let extends = match base {
        Some(_) => quote!(Base),
        None => quote!(#krate::__private::Builder),
    };
    let subclass = subclass.then(|| quote!(, subclass));
    let pyo3 = quote!(#krate::__private::pyo3).to_string();
    let module = module.iter();
    let class_doc = format!("The Python class of builders of `{built}`.");
    let draft_doc = format!("The values that a builder of `{built}` has so far.");
    quote! {
        #[doc(hidden)]
        #[allow(missing_debug_implementations, non_snake_case, unreachable_pub, unnameable_types, reason = "generated code")]
        mod #home {
            #base

            #[doc = #class_doc]
            #[#krate::__private::pyo3::pyclass(
                crate = #pyo3,
                frozen,
                extends = #extends,
                name = #name
                #(, module = #module)*
                #subclass
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
    let Types { ident, name, class, draft, .. } = &model.types;
    let home = home(&model.types);
    let (class, draft) = (quote!(#home::#class), quote!(#home::#draft));
    let rows = model.fields.iter().enumerate().map(|(index, field)| row(index, field, ident));
    let base = base(model);
    let (base_table, base_summary) = match &base {
        Some(base) => (part_of_base(base, "TABLE"), part_of_base(base, "SUMMARY")),
        None => {
            let none = quote!(#private::core::option::Option::None);
            (none.clone(), none)
        }
    };
    let names = model.fields.iter().flat_map(Field::names);
    let count = model.fields.len();
    let base_checks = model.extends.map(|_| base_checks(model));
    let base_builder = match &base {
        Some(base) => base.clone(),
        None => {
            quote!(<#private::BuilderOf<#private::pyo3::PyAny, false> as #private::BaseBuilder>)
        }
    };
    let stub = stubs::description(model, &base_builder);
    let initializer = part_of_base(&base_builder, "initializer");
    // A state knows the class's own fields only.
    let states = (model.typestate && model.extends.is_some()).then(|| {
        quote! {
            const _: () = #private::core::assert!(
                INHERITED == 0,
                "builders of classes that extend data classes have no typed states: remove `typestate`"
            );
        }
    });
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
        #base_checks

        /// The first fields are those of the classes that this one extends.
        const INHERITED: #private::core::primitive::usize = #private::inherited_fields::<#ident>();

        #states

        // SAFETY: the type is a `repr(transparent)` wrapper.
        unsafe impl #private::DraftView for #draft {}

        impl #private::Buildable for #ident {
            type Builder = #class;
            type Draft = #draft;

            const BUILDER_SUMMARY: #private::BuilderSummary = #private::BuilderSummary {
                names: &[#(#names),*],
                fields: #count,
                base: #base_summary,
            };

            #stub

            fn initializer(
                builder: #private::Builder,
            ) -> #private::pyo3::PyClassInitializer<#class> {
                #initializer(builder).add_subclass(#class { _private: () })
            }

            fn builder_table() -> &'static #private::BuilderTable {
                static __PYO3_CLASSES_BUILDER: #private::BuilderTable = #private::BuilderTable {
                    class: <
                        #private::ClassOf<#ident, { #private::IsDataClass::<#ident>::VALUE }>
                        as #private::Described
                    >::TABLE,
                    name: #name,
                    base: #base_table,
                    rows: &[#(#rows),*],
                    type_object: |py| py.get_type::<#class>(),
                    wrap: #private::wrap::<#ident>,
                    validate: #validate,
                    sendable: #private::is_sendable::<#ident>(),
                    cache: #private::BuilderCache::empty(),
                };
                &__PYO3_CLASSES_BUILDER
            }
        }
    }
}

/// The builder of the class that this one extends, of which `extends` is told that there is none.
fn base(model: &Model<'_>) -> Option<TokenStream> {
    let ident = model.types.ident;
    let private = |span| {
        let private = private_at(span);
        quote!(#private)
    };
    base_at(model, private, &quote!(#ident))
}

/// The same where the runtime and the class have these paths.
fn base_at(
    model: &Model<'_>,
    private: impl FnOnce(Span) -> TokenStream,
    class: &TokenStream,
) -> Option<TokenStream> {
    let span = model.extends?;
    let private = private(span);
    let base = quote_spanned!(span=> <#class as #private::PyClassImpl>::BaseType);
    Some(quote_spanned! {span=>
        <#private::BuilderOf<#base, { #private::IsBuildable::<#base>::VALUE }> as #private::BaseBuilder>
    })
}

/// A path whose tokens all lie where the first does.
fn part_of_base(base: &TokenStream, part: &str) -> TokenStream {
    let span = base.span();
    let part = Ident::new(part, span);
    quote_spanned!(span=> #base::#part)
}

/// What must hold between the class and the one that it extends: that has a builder, of which no name is
/// displaced.
fn base_checks(model: &Model<'_>) -> TokenStream {
    let ident = model.types.ident;
    let checks = model.fields.iter().map(|field| {
        let span = field.ident.span();
        let private = private_at(span);
        let asserts = field.names().into_iter().map(|name| {
            let text = format!(
                "the builder of the base class has `{name}` as well: give this field another name with `#[pybuilder(name = \"...\")]`"
            );
            quote_spanned! {span=>
                #private::core::assert!(!#private::base_builder_has::<#ident>(#name), "{}", #text);
            }
        });
        // One constant: of several names the first is told.
        quote_spanned!(span=> const _: () = { #(#asserts)* };)
    });
    let has_builder = model.extends.map(|span| {
        let private = private_at(span);
        let base = quote_spanned!(span=> <#ident as #private::PyClassImpl>::BaseType);
        quote_spanned! {span=>
            const _: () = #private::core::assert!(
                #private::IsBuildable::<#base>::VALUE || !#private::IsDataClass::<#base>::VALUE,
                "the class that it extends has no builder: add `PyBuilder` to its derives",
            );
        }
    });
    quote!(#has_builder #(#checks)*)
}

fn row(index: usize, field: &Field, class: &Ident) -> TokenStream {
    let private = private();
    let Field { ty, name, setter, each, nested, into, convert, set_once, .. } = field;
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
    let adder = match each {
        Some(name) => {
            let at = private_at(ty.span());
            let ty = without_self(ty, class);
            let name = c_string(&name.value());
            quote_spanned! {ty.span()=>
                #private::core::option::Option::Some(
                    #at::adder::<{ INHERITED + #index }, #ty>(#name)
                )
            }
        }
        None => none.clone(),
    };
    let nested = match nested {
        Some(ty) => {
            let at = private_at(ty.span());
            let ty = without_self(ty, class);
            quote_spanned! {ty.span()=>
                #private::core::option::Option::Some(#at::NestedBuilder::of::<#ty>())
            }
        }
        None => none.clone(),
    };
    let into = match into {
        Some(Made::Called) => {
            quote!(#private::core::option::Option::Some(#private::Coercion::CALLED))
        }
        Some(Made::Of(source)) => {
            let at = private_at(source.span());
            let (of, ty) = match argument_of("Option", ty) {
                Some(inner) => ("of_optional", inner),
                None => ("of", ty),
            };
            let of = Ident::new(of, source.span());
            let ty = without_self(ty, class);
            let source = without_self(source, class);
            quote_spanned! {source.span()=>
                #private::core::option::Option::Some(#at::Coercion::#of::<#source, #ty>())
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
            adder: #adder,
            nested: #nested,
            into: #into,
            convert: #convert,
            set_once: #set_once,
        }
    }
}

/// How a `validate` function reads the draft.
fn accessors(model: &Model<'_>) -> TokenStream {
    let private = private();
    let Types { ident, draft, .. } = &model.types;
    let home = home(&model.types);
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
    let base = base(model).filter(|_| model.fields.iter().all(|field| field.ident != "base"));
    let base = base.map(|base| {
        let part = part_of_base(&base, "Draft");
        quote! {
            pub fn base(&self) -> &#part {
                #private::DraftView::of(&self.draft)
            }
        }
    });
    quote! {
        impl #home::#draft {
            #(#fields)*
            #base
        }
    }
}

/// The methods, handed to PyO3 as a `#[pymethods]` block hands over its own.
fn items(model: &Model<'_>) -> TokenStream {
    let private = private();
    let ident = model.types.ident;
    let of_variant = variants::attribute(model);
    quote! {
        #private::inventory::submit! {
            <<#ident as #private::PyClassImpl>::Inventory>::new(#private::PyClassItems {
                methods: &[
                    #private::builder_method::<#ident>(),
                    #private::to_builder_method::<#ident>(),
                    #private::partial_method::<#ident>(),
                    #of_variant
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
    let ident = model.types.ident;
    if model.variant.is_some() {
        // Nobody else writes methods of its class.
        return TokenStream::new();
    }
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
    let Some(pyclass) = PyClassOptions::find(&input.attrs) else { return TokenStream::new() };
    if !input.generics.params.is_empty() || !matches!(input.data, Data::Struct(_)) {
        return TokenStream::new();
    }
    let names = Types::of(input, &pyclass);
    let (private, types) = (private(), declared(&names, None, false));
    let Types { ident, krate, class, draft, .. } = &names;
    let stub = stubs::nothing();
    let home = home(&names);
    let Data::Struct(data) = &input.data else { return TokenStream::new() };
    let fields = data_class::fields_of(input);
    let fields =
        data.fields.iter().zip(fields).filter_map(|(field, seen)| Some((field, seen?.ident)));
    let accessors = fields.map(|(field, name)| {
        let ty = without_self(&field.ty, ident);
        quote! {
            pub fn #name(&self) -> #private::core::option::Option<&#ty> {
                #private::core::unreachable!()
            }
        }
    });
    quote! {
        #types

        #[doc(hidden)]
        #[allow(dead_code, reason = "generated code")]
        const _: () = {
            use #krate::__private as #private;
            // SAFETY: the type is a `repr(transparent)` wrapper.
            unsafe impl #private::DraftView for #home::#draft {}

            impl #home::#draft {
                #(#accessors)*
            }

            impl #private::Buildable for #ident {
                type Builder = #home::#class;
                type Draft = #home::#draft;

                const BUILDER_SUMMARY: #private::BuilderSummary = #private::BuilderSummary {
                    names: &[],
                    fields: 0,
                    base: #private::core::option::Option::None,
                };

                #stub

                fn initializer(
                    _: #private::Builder,
                ) -> #private::pyo3::PyClassInitializer<#home::#class> {
                    #private::core::unreachable!()
                }

                fn builder_table() -> &'static #private::BuilderTable {
                    #private::core::unreachable!()
                }
            }
        };
    }
}
