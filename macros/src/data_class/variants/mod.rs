//! Enums whose variants have data: a class for the enum, and one per variant that extends it, each a
//! data class of its own.
//!
//! The classes are structs that the derive writes and hands to itself, so that a variant can do what
//! any data class can.

mod conversions;
mod wire;

use darling::ast::NestedMeta;
use darling::error::Accumulator;
use darling::{Error, FromAttributes, Result};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::ext::IdentExt;
use syn::{Attribute, Data, DeriveInput, Fields, Meta, Variant};
use wire::Union;

use super::emit::private;
use super::enumeration::{Method, Methods};
use super::stubs;
use crate::common::docs::{c_string, doc_of};
use crate::common::keyed::{CratePath, Keyed, Switch, Text};
use crate::common::pyclass::PyClassOptions;

/// Whether the input is such an enum.
pub(super) fn is_enum_with_data(input: &DeriveInput) -> bool {
    matches!(&input.data, Data::Enum(data)
        if data.variants.iter().any(|variant| !matches!(variant.fields, Fields::Unit)))
}

/// The options that are the enum's own; the others go to the variants.
#[derive(Debug, Default, FromAttributes)]
#[darling(attributes(dataclass), default, allow_unknown_fields)]
struct EnumAttrs {
    module: Option<Keyed<Text>>,
    name: Option<Keyed<Text>>,
    methods: Option<Keyed<Methods>>,
    tag: Option<Keyed<Text>>,
    content: Option<Keyed<Text>>,
    rename_all: Option<Keyed<Text>>,
    #[darling(rename = "crate")]
    krate: Option<CratePath>,
    // Of these the variants get their part too.
    dict: Option<Keyed<Switch>>,
    json: Option<Keyed<Switch>>,
    msgpack: Option<Keyed<Switch>>,
    toml: Option<Keyed<Switch>>,
    yaml: Option<Keyed<Switch>>,
    schema: Option<Keyed<Switch>>,
    pydantic: Option<Keyed<Switch>>,
    deny_unknown_fields: Option<Keyed<Switch>>,
}

const OWN: [&str; 8] =
    ["module", "name", "methods", "tag", "content", "rename_all", "deny_unknown_fields", "crate"];

/// The classes and the conversions.
pub(super) fn expand(input: &DeriveInput) -> Result<TokenStream> {
    let mut errors = Error::accumulator();
    if PyClassOptions::find(&input.attrs).is_some() {
        errors.push(
            Error::custom("`PyDataClass` makes a class of each variant by itself: remove `#[pyclass]`, and write its `module` as `#[dataclass(module = \"...\")]`")
                .with_span(&input.ident),
        );
    }
    if let Some(parameter) = input.generics.params.first() {
        errors.push(
            Error::custom(
                "a Python class cannot have parameters: make a class of one instance of the enum",
            )
            .with_span(parameter),
        );
    }
    let attrs = errors.handle(EnumAttrs::from_attributes(&input.attrs)).unwrap_or_default();
    misplaced(input, &mut errors);
    let Data::Enum(data) = &input.data else { return errors.finish_with(TokenStream::new()) };
    let variants: Vec<_> = data.variants.iter().collect();
    let union = Union::of(&attrs, input, &variants, &mut errors);
    let classes = Classes::new(input, attrs, variants, union);
    errors.finish_with(classes.tokens())
}

/// Options that an enum with data cannot have, and attributes of a variant itself.
fn misplaced(input: &DeriveInput, errors: &mut Accumulator) {
    for option in passed_on(&input.attrs) {
        let Some(key) = option.path().get_ident() else { continue };
        let text = match key.to_string().as_str() {
            "serde" => {
                "is for structs: write serde's impls of the enum by hand, and leave out `json` and its kin"
            }
            "arrow" => "is for structs: a column has one type",
            "enum" | "lax" => "is for enums whose variants have no data: remove it",
            "validate" | "post_init" => {
                "would be handed a struct of the derive's own, and not the enum: remove it, and write `#[field(validate = ...)]` on the fields"
            }
            _ => continue,
        };
        errors.push(Error::custom(format!("`{key}` {text}")).with_span(key));
    }
    let Data::Enum(data) = &input.data else { return };
    for attr in data.variants.iter().flat_map(|variant| &variant.attrs) {
        let text = if attr.path().is_ident("field") {
            "`#[field(...)]` is for the fields of a variant that has data, not for the variant"
        } else if attr.path().is_ident("dataclass") {
            "write the options on the enum: they hold for each variant"
        } else {
            continue;
        };
        errors.push(Error::custom(text).with_span(attr.path()));
    }
}

struct Classes<'a> {
    input: &'a DeriveInput,
    /// The enum's name in Python.
    name: String,
    module: Option<String>,
    methods: Vec<Method>,
    krate: syn::Path,
    /// The options that go to each variant.
    options: Vec<Meta>,
    base: Ident,
    variants: Vec<(&'a Variant, Ident)>,
    /// What it is on the wire.
    union: Option<Union>,
}

impl<'a> Classes<'a> {
    fn new(
        input: &'a DeriveInput,
        attrs: EnumAttrs,
        variants: Vec<&'a Variant>,
        union: Option<Union>,
    ) -> Self {
        let EnumAttrs { module, name, methods, krate, .. } = attrs;
        let ident = &input.ident;
        let struct_name = |name: &Ident| format_ident!("__{}{}", ident.unraw(), name.unraw());
        Self {
            input,
            name: name.map_or_else(|| ident.unraw().to_string(), |name| name.value.0.value()),
            module: module.map(|module| module.value.0.value()),
            methods: methods.map(|methods| methods.value.0).unwrap_or_default(),
            krate: krate.map_or_else(|| syn::parse_quote!(::pyo3_classes), |path| path.0),
            options: passed_on(&input.attrs),
            base: struct_name(&Ident::new("Base", Span::mixed_site())),
            variants: variants
                .into_iter()
                .map(|variant| (variant, struct_name(&variant.ident)))
                .collect(),
            union,
        }
    }

    fn tokens(&self) -> TokenStream {
        let private = private();
        let krate = &self.krate;
        let base = self.base_class();
        let variants = self.variants.iter().enumerate();
        let variants =
            variants.map(|(index, (variant, class))| self.variant(index, variant, class));
        let conversions = self.conversions();
        let field_type = self.field_type();
        let exports = self.exports();
        let union = self.union();
        let stubs = self.stubs();
        quote! {
            #[doc(hidden)]
            #[allow(
                clippy::all,
                clippy::pedantic,
                clippy::nursery,
                missing_debug_implementations,
                missing_docs,
                non_camel_case_types,
                unnameable_types,
                unreachable_pub,
                unused_qualifications,
                reason = "generated code"
            )]
            const _: () = {
                use #krate::__private::{self as #private, Probe as _};
                #base
                #(#variants)*
                #conversions
                #field_type
                #exports
                #union
                #stubs
            };
        }
    }

    /// The attributes of a class.
    fn attributes(&self, name: &str, options: &TokenStream) -> TokenStream {
        let private = private();
        let module = self.module.iter();
        let pyo3 = {
            let krate = &self.krate;
            quote!(#krate::__private::pyo3).to_string()
        };
        quote! {
            #[#private::pyo3::pyclass(crate = #pyo3, frozen, name = #name, #options #(, module = #module)*)]
        }
    }

    fn base_class(&self) -> TokenStream {
        let private = private();
        let base = &self.base;
        let krate = self.krate.to_token_stream().to_string();
        let docs = docs(&self.input.attrs);
        let pyclass = self.attributes(&self.name, &quote!(subclass));
        let names = self.variants.iter().map(|(variant, _)| python_name(variant));
        let qualnames = self
            .variants
            .iter()
            .map(|(variant, _)| format!("{}.{}", self.name, variant.ident.unraw()));
        let classes = self.variants.iter().map(|(_, class)| class);
        let (wire, wire_methods) = (self.base_options(), self.wire_methods());
        let methods = &self.methods;
        let method_types: Vec<_> = (0..methods.len()).map(Method::type_at).collect();
        let method_names = methods.iter().map(|method| c_string(&method.name()));
        let DeriveInput { ident, vis, .. } = self.input;
        let method_impls = methods
            .iter()
            .zip(&method_types)
            .map(|(method, method_type)| method.implementation(method_type, ident, &self.name));
        quote! {
            #(#docs)*
            #[derive(#private::PyDataClass)]
            #[dataclass(
                crate = #krate,
                init = false,
                repr = false,
                eq = false,
                match_args = false,
                copy = false,
                pickle = false,
                #wire
            )]
            #pyclass
            #vis struct #base;

            #(#method_impls)*

            #private::inventory::submit! {
                <<#base as #private::PyClassImpl>::Inventory>::new(#private::PyClassItems {
                    methods: &[
                        #(#private::class_attribute(#names, |py| {
                            #private::variant_class::<#classes>(py, #qualnames)
                        }),)*
                        #(#private::class_attribute(
                            #method_names,
                            #private::method_of_class::<#base, #method_types>,
                        ),)*
                        #(#wire_methods,)*
                    ],
                    slots: &[],
                })
            }
        }
    }

    fn variant(&self, index: usize, variant: &Variant, class: &Ident) -> TokenStream {
        let private = private();
        let DeriveInput { ident, vis, .. } = self.input;
        let krate = self.krate.to_token_stream().to_string();
        let base = &self.base;
        let is_struct = matches!(variant.fields, Fields::Named(_));
        // An item of a list cannot be left out.
        let options = self
            .options
            .iter()
            .filter(|option| is_struct || !option.path().is_ident("omit_defaults"))
            .map(ToTokens::to_token_stream);
        let wire = self.variant_options();
        let docs = docs(&variant.attrs);
        let pyclass = self.attributes(&variant.ident.unraw().to_string(), &quote!(extends = #base));
        let mut fields = variant.fields.clone();
        for field in &mut fields {
            // Another derive's, whose names this struct's own derives do not bring in.
            field.attrs.retain(|attr| !attr.path().is_ident("pybuilder"));
        }
        let fields = match &fields {
            Fields::Named(fields) => fields.to_token_stream(),
            Fields::Unnamed(fields) => quote!(#fields;),
            Fields::Unit => quote!(;),
        };
        quote! {
            #(#docs)*
            #[derive(#private::PyDataClass)]
            #[dataclass(crate = #krate #(, #options)* #wire)]
            #pyclass
            #vis struct #class #fields

            impl #private::VariantClass<#index> for #ident {
                type Class = #class;
            }
        }
    }

    /// What a stub file says beside what it says of each class.
    fn stubs(&self) -> TokenStream {
        let variants = self.variants.iter().map(|(variant, class)| {
            (class, variant.ident.unraw().to_string(), doc_of(&variant.attrs))
        });
        let wire = self.union.as_ref().map(|union| union.wire.methods()).unwrap_or_default();
        let has_texts = self.has_texts();
        stubs::variants(&self.input.ident, &self.base, variants, &self.methods, &wire, has_texts)
    }
}

/// The class attribute of a variant.
fn python_name(variant: &Variant) -> proc_macro2::Literal {
    c_string(&variant.ident.unraw().to_string())
}

fn docs(attrs: &[Attribute]) -> Vec<&Attribute> {
    attrs.iter().filter(|attr| attr.path().is_ident("doc")).collect()
}

/// The options of the enum that each variant gets. What does not parse is reported with the enum's own.
fn passed_on(attrs: &[Attribute]) -> Vec<Meta> {
    attrs
        .iter()
        .filter(|attr| attr.path().is_ident("dataclass"))
        .filter_map(|attr| match &attr.meta {
            Meta::List(list) => NestedMeta::parse_meta_list(list.tokens.clone()).ok(),
            _ => None,
        })
        .flatten()
        .filter_map(|option| match option {
            NestedMeta::Meta(option) => Some(option),
            _ => None,
        })
        .filter(|option| !OWN.iter().any(|own| option.path().is_ident(own)))
        .collect()
}
