//! Enums whose variants have data: a builder for the class of each variant.

use darling::{Error, Result};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::ext::IdentExt;
use syn::{Attribute, Data, DataEnum, DataStruct, DeriveInput, Fields, Ident, parse_quote};

use super::attrs::Attrs;
use super::emit;
use super::model::{Model, VariantOf};
use crate::common::pyclass::PyClassOptions;
use crate::common::read::option_names;

/// The builders.
pub(super) fn expand(input: &DeriveInput, data: &DataEnum) -> Result<TokenStream> {
    let mut errors = Error::accumulator();
    if data.variants.iter().all(|variant| matches!(variant.fields, Fields::Unit)) {
        errors.push(
            Error::custom(
                "there is nothing to build: no variant has data, and the members are there already: remove `PyBuilder`",
            )
            .with_span(&input.ident),
        );
        return errors.finish_with(TokenStream::new());
    }
    for (key, mend) in [("name", "the builders of all variants"), ("validate", "all variants")] {
        for ident in option_names("pybuilder", &input.attrs).filter(|ident| ident == key) {
            let error = Error::custom(format!(
                "`{key}` cannot be the same for {mend}: write it as `#[pybuilder({key} = ...)]` on a variant"
            ));
            errors.push(error.with_span(&ident));
        }
    }
    errors.finish()?;
    let mut errors = Error::accumulator();
    let mut tokens = TokenStream::new();
    for (index, input) in structs(input, data).iter().enumerate() {
        let model = Attrs::read(&input.class).and_then(Model::new);
        if let Some(mut model) = errors.handle(model) {
            let plain = &input.stem;
            model.types.class = format_ident!("{plain}Builder");
            model.types.draft = format_ident!("{plain}Draft");
            model.types.built = input.path.replace('.', "::");
            model.variant = Some(VariantOf { ident: input.of, index, path: &input.path });
            tokens.extend(emit::builder(&model));
        }
    }
    errors.finish_with(tokens)
}

/// A variant as the struct that its class is.
struct Struct<'a> {
    class: DeriveInput,
    /// The enum.
    of: &'a Ident,
    /// What the builder's Rust types are called after.
    stem: Ident,
    /// Where the class is in Python.
    path: String,
}

fn structs<'a>(input: &'a DeriveInput, data: &'a DataEnum) -> Vec<Struct<'a>> {
    let options = PyClassOptions::of_enum(&input.attrs);
    let module = options.text("module").into_iter();
    let enum_name = options.name(&input.ident);
    let own = |attr: &&Attribute| {
        ["pybuilder", "dataclass"].iter().any(|name| attr.path().is_ident(name))
    };
    let variants = data.variants.iter().map(|variant| {
        let stem = format_ident!("{}{}", input.ident.unraw(), variant.ident.unraw());
        let name = variant.ident.unraw().to_string();
        let module = module.clone();
        let pyclass: Attribute = parse_quote!(#[pyclass(name = #name #(, module = #module)*)]);
        let attrs = input.attrs.iter().filter(own).chain(&variant.attrs).cloned();
        let mut ident = format_ident!("__{stem}");
        ident.set_span(variant.ident.span());
        Struct {
            class: DeriveInput {
                attrs: attrs.chain([pyclass]).collect(),
                vis: input.vis.clone(),
                ident,
                generics: syn::Generics::default(),
                data: Data::Struct(DataStruct {
                    struct_token: <_>::default(),
                    fields: variant.fields.clone(),
                    semi_token: None,
                }),
            },
            of: &input.ident,
            path: format!("{enum_name}.{name}"),
            stem,
        }
    });
    variants.collect()
}

/// The variant's class under the name that the code for a builder has for it.
pub(super) fn alias(model: &Model<'_>) -> Option<TokenStream> {
    let private = emit::private();
    let VariantOf { ident, index, .. } = model.variant.as_ref()?;
    let class = model.types.ident;
    Some(quote! {
        type #class = <#ident as #private::VariantClass<#index>>::Class;
    })
}

/// The builder's class as an attribute of the variant's, so that pickles find it.
pub(super) fn attribute(model: &Model<'_>) -> Option<TokenStream> {
    let private = emit::private();
    let VariantOf { path, .. } = model.variant.as_ref()?;
    let name = crate::common::docs::c_string(&model.types.name);
    let path = format!("{path}.{}", model.types.name);
    let class = model.types.ident;
    Some(quote! {
        #private::class_attribute(#name, |py| {
            #private::variant_class::<<#class as #private::Buildable>::Builder>(py, #path)
        }),
    })
}
