//! What stub files say: descriptions that PyO3's own macros would have left, had the user written by
//! hand what the derive generates. Nothing without the feature `stubs`.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::atomic::{AtomicUsize, Ordering};

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use super::emit::{private, takes_init};
use super::emit_wire;
use super::enumeration::Method;
use super::model::{Field, Model};
use crate::common::self_type::without_self;

pub(crate) const ON: bool = cfg!(feature = "stubs");

/// The constant that describes a data class.
pub(super) fn description(model: &Model) -> TokenStream {
    if !ON {
        return TokenStream::new();
    }
    let private = private();
    let ident = &model.ident;
    let base = quote!(<#ident as #private::PyClassImpl>::BaseType);
    let fields = model.fields.iter().map(|field| field_stub(field, ident));
    let (subclass, order) = (model.subclass, model.generate.order);
    quote! {
        const STUB: #private::stubs::ClassStub = #private::stubs::ClassStub {
            id: #ident::_PYO3_INTROSPECTION_ID,
            subclass: #subclass,
            order: #order,
            fields: &[#(#fields),*],
            base: <
                #private::BaseOf<#base, { #private::IsDataClass::<#base>::VALUE }>
                as #private::Base
            >::STUB,
            extends: #private::stubs::class_of::<#base>(),
        };
    }
}

fn field_stub(field: &Field, class: &Ident) -> TokenStream {
    let private = private();
    let Field { ty, seen_as, name, parameter, doc, options, default, convert, .. } = field;
    let mut ty = without_self(ty, class);
    if let Some(seen) = seen_as {
        let seen = without_self(seen, class);
        ty = quote!(#private::As<#ty, #seen>);
    }
    let table = quote! {
        <#private::Field<#ty, { #private::IsFieldType::<#ty>::VALUE }> as #private::HasTable>::TABLE
    };
    let hint = quote!(#private::stubs::hint_of(#table));
    let takes = match convert {
        Some(path) => {
            let path = without_self(path, class);
            quote!(#private::stubs::taken_by(#path))
        }
        None => hint.clone(),
    };
    let (init, kw_only, optional) = (options.init, options.kw_only, default.is_some());
    let writable = is_python_name(parameter);
    let view = options.view;
    quote! {
        #private::stubs::FieldStub {
            name: #name,
            parameter: #parameter,
            doc: #doc,
            hint: #hint,
            view: #view,
            takes: #takes,
            init: #init,
            kw_only: #kw_only,
            optional: #optional,
            writable: #writable,
            dispensable: #optional || #private::stubs::has_absent(#table),
        }
    }
}

/// The pieces of a data class.
pub(super) fn chunks(model: &Model) -> TokenStream {
    if !ON {
        return TokenStream::new();
    }
    let private = private();
    let ident = &model.ident;
    let item = quote!(#private::stubs::Item);
    let stub = quote!(<#ident as #private::DataClass>::STUB);
    let hint = quote!(#private::TypeHint);
    let generate = &model.generate;
    let mut items = Vec::new();
    let wanted = [
        (generate.init, quote!(New)),
        (takes_init(model), quote!(Init)),
        (generate.init, quote!(ClassVar("__signature__", #hint::named("inspect", "Signature")))),
        (true, quote!(Info)),
        (generate.repr, quote!(Repr)),
        (generate.hash, quote!(Hash)),
        (generate.copy, quote!(Copy)),
        (generate.copy, quote!(Deepcopy)),
        (generate.copy && generate.init, quote!(Replace)),
        (generate.pickle, quote!(Reduce)),
        (generate.match_args, quote!(MatchArgs)),
        (
            model.stdlib,
            // `dataclasses` asks for no more of a class than this attribute.
            quote!(ClassVar(
                "__dataclass_fields__",
                #hint::generic("dict", &[#hint::builtin("str"), #hint::ANY])
            )),
        ),
    ];
    items.extend(wanted.into_iter().filter(|(on, _)| *on).map(|(_, name)| quote!(#item::#name)));
    if generate.eq {
        items.push(quote!(#item::Equal("__eq__")));
    }
    if generate.order {
        let names = ["__lt__", "__le__", "__gt__", "__ge__"];
        items.extend(names.iter().map(|name| quote!(#item::Compare(#name))));
    }
    let wire = emit_wire::method_names(model).into_iter();
    items.extend(wire.map(|name| quote!(#item::Wire(#name))));
    let mut probes = Vec::new();
    for (index, field) in model.fields.iter().enumerate() {
        if field.pyo3_property || !is_python_name(&field.name) {
            continue;
        }
        // A getter of the user's, under either of the names that PyO3 gives it.
        let getters: Vec<_> = [&field.name, &format!("get_{}", field.name)]
            .iter()
            .map(|name| format_ident!("__pymethod_get_{name}__"))
            .collect();
        let property = |kind: &str| {
            let kind = format_ident!("{kind}");
            quote! {
                if #(#private::stubs::is_free(&#ident::#getters))&&* {
                    #item::#kind(&#stub.fields[#index])
                } else {
                    #item::Nothing
                }
            }
        };
        items.push(property("Getter"));
        if !model.frozen && !field.options.frozen {
            items.push(property("Setter"));
        }
        probes.extend(getters);
    }
    let chunks = items.into_iter().map(|item| chunk(&stub, &item));
    quote! {
        // What `Class::name` finds where the class itself has no such function.
        trait __Pyo3ClassesUnwritten {
            #(const #probes: #private::stubs::NotWritten = #private::stubs::NotWritten::HERE;)*
        }
        impl __Pyo3ClassesUnwritten for #ident {}
        #(#chunks)*
    }
}

/// The pieces of an enum with data: its methods, and the variants' classes inside that of the enum.
/// `has_texts`: on the wire some variants are texts.
pub(super) fn variants<'a>(
    ident: &Ident,
    base: &Ident,
    variants: impl Iterator<Item = (&'a Ident, String, String)>,
    methods: &[Method],
    wire: &[&str],
    has_texts: bool,
) -> TokenStream {
    if !ON {
        return TokenStream::new();
    }
    let private = private();
    let base_stub = quote!(<#base as #private::DataClass>::STUB);
    let kind = format_ident!("{}", if has_texts { "WireOrText" } else { "Wire" });
    let wire =
        wire.iter().map(|name| chunk(&base_stub, &quote!(#private::stubs::Item::#kind(#name))));
    let wire: TokenStream = wire.collect();
    let classes = variants.map(|(class, name, doc)| {
        let item = quote! {
            #private::stubs::Item::Nested {
                parent: #base::_PYO3_INTROSPECTION_ID,
                name: #name,
                doc: #doc,
                base: #private::stubs::class_of::<#base>(),
            }
        };
        chunk(&quote!(<#class as #private::DataClass>::STUB), &item)
    });
    let methods = self::methods(ident, &base_stub, methods);
    quote! {
        impl #ident {
            #[doc(hidden)]
            pub const _PYO3_INTROSPECTION_ID: &'static #private::core::primitive::str =
                #base::_PYO3_INTROSPECTION_ID;
        }
        #(#classes)*
        #methods
        #wire
    }
}

/// The methods of an enum.
pub(super) fn methods(ident: &Ident, stub: &TokenStream, methods: &[Method]) -> TokenStream {
    let private = private();
    let methods = methods.iter().enumerate().map(|(index, method)| {
        let (member, name, method_type) =
            (method.member(ident), method.name(), Method::type_at(index));
        let item = quote! {
            #private::stubs::Item::Method {
                name: #name,
                doc: "",
                parameters: <#method_type as #private::MemberMethod>::PARAMETERS,
                takes: #member.takes,
                returns: #member.returns(),
            }
        };
        chunk(stub, &item)
    });
    quote!(#(#methods)*)
}

/// What PyO3's conversions say of the type.
pub(super) fn conversions(hint: &TokenStream) -> (TokenStream, TokenStream) {
    if !ON {
        return Default::default();
    }
    let private = private();
    (
        quote!(const OUTPUT_TYPE: #private::stubs::PyStaticExpr = #hint;),
        quote!(const INPUT_TYPE: #private::stubs::PyStaticExpr = #hint;),
    )
}

/// One piece, in a static that no other has the name of.
pub(crate) fn chunk(stub: &TokenStream, item: &TokenStream) -> TokenStream {
    let private = private();
    let name = format_ident!("PYO3_INTROSPECTION_1_{}", unique());
    quote! {
        #private::stubs::chunk!(#name, #private::stubs::Chunk { class: &#stub, item: #item });
    }
}

/// A number that no other description has, in this crate or another of the same library.
pub(super) fn unique() -> u64 {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let mut hasher = DefaultHasher::new();
    for variable in ["CARGO_PKG_NAME", "CARGO_PKG_VERSION", "CARGO_CRATE_NAME"] {
        std::env::var(variable).ok().hash(&mut hasher);
    }
    format!("{:?}", Span::call_site()).hash(&mut hasher);
    ("pyo3-classes", COUNT.fetch_add(1, Ordering::Relaxed)).hash(&mut hasher);
    hasher.finish()
}

/// Whether the name can be written in a stub file.
pub(crate) fn is_python_name(name: &str) -> bool {
    const KEYWORDS: [&str; 35] = [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class",
        "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global",
        "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return",
        "try", "while", "with", "yield",
    ];
    !name.is_empty()
        && !KEYWORDS.contains(&name)
        && !name.starts_with(|first: char| first.is_numeric())
        && name.chars().all(|char| char.is_alphanumeric() || char == '_')
}
