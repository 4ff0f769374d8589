//! Enums with data on the wire: the options, and the code for a tagged union.

use darling::Error;
use darling::error::Accumulator;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::ext::IdentExt;
use syn::{Fields, Ident, Variant};

use super::{Classes, EnumAttrs};
use crate::common::keyed::{Keyed, Text};
use crate::data_class::attrs::{ContainerAttrs, FieldAttrs};
use crate::data_class::emit::private;
use crate::data_class::emit_wire::plain_items;
use crate::data_class::model::is_on;
use crate::data_class::wire::{Wire, refuse_own_serde, rename_rule};

/// An enum on the wire.
pub(super) struct Union {
    pub(super) wire: Wire,
    tag: Option<String>,
    content: Option<String>,
    /// The names of the variants there.
    names: Vec<String>,
}

impl Union {
    /// What the options say; `None` if the enum is not on the wire.
    pub(super) fn of(
        attrs: &EnumAttrs,
        input: &syn::DeriveInput,
        variants: &[&Variant],
        errors: &mut Accumulator,
    ) -> Option<Self> {
        let container = ContainerAttrs {
            dict: attrs.dict.clone(),
            json: attrs.json.clone(),
            msgpack: attrs.msgpack.clone(),
            toml: attrs.toml.clone(),
            yaml: attrs.yaml.clone(),
            schema: attrs.schema.clone(),
            pydantic: attrs.pydantic.clone(),
            rename_all: attrs.rename_all.clone(),
            deny_unknown_fields: attrs.deny_unknown_fields.clone(),
            tag: attrs.tag.clone(),
            content: attrs.content.clone(),
            ..ContainerAttrs::default()
        };
        let wire = Wire::of(&container, errors);
        let rule = rename_rule(attrs.rename_all.as_ref(), errors);
        let name = |variant: &&Variant| {
            let name = variant.ident.unraw().to_string();
            rule.map_or_else(|| name.clone(), |rule| rule.apply_to_variant(&name))
        };
        let names: Vec<_> = variants.iter().map(name).collect();
        let text = |option: &Option<Keyed<Text>>| Some(option.as_ref()?.value.0.value());
        let wire = wire?;
        if wire.has_serde() {
            refuse_own_serde(&input.attrs, "remove it, and with it what it writes", errors);
        }
        check_tags(attrs, variants, errors);
        check_names(variants, &names, errors);
        Some(Self { wire, tag: text(&attrs.tag), content: text(&attrs.content), names })
    }
}

/// Tags that cannot be told from what is beside them.
fn check_tags(attrs: &EnumAttrs, variants: &[&Variant], errors: &mut Accumulator) {
    let Some(tag) = &attrs.tag else {
        if let Some(content) = &attrs.content {
            errors.push(
                Error::custom("`content` is the key of what a variant has beside its tag: write `tag = \"...\"` too")
                    .with_span(&content.key),
            );
        }
        return;
    };
    let key = tag.value.0.value();
    if let Some(content) = &attrs.content {
        if content.value.0.value() == key {
            errors.push(
                Error::custom(format!(
                    "`tag` and `content` are both the key `{key}`: give one another name"
                ))
                .with_span(&content.value.0),
            );
        }
        return;
    }
    for variant in variants {
        match &variant.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() != 1 => errors.push(
                Error::custom(format!(
                    "`{}` is a list on the wire, which has no place for a tag: write `content = \"...\"` beside `tag`, or give its fields names",
                    variant.ident,
                ))
                .with_span(&variant.ident),
            ),
            Fields::Named(fields) => {
                for field in &fields.named {
                    let Some(ident) = &field.ident else { continue };
                    let attrs = FieldAttrs::of(field);
                    let own = attrs
                        .alias
                        .as_ref()
                        .map_or_else(|| ident.unraw().to_string(), |alias| alias.value.0.value());
                    if own == key && is_on(attrs.wire.as_ref(), true) {
                        errors.push(
                            Error::custom(format!(
                                "`{own}` is the key of the tag as well: give the field an alias, or the tag another name"
                            ))
                            .with_span(ident),
                        );
                    }
                }
            }
            _ => {}
        }
    }
}

/// Variants that the wire does not tell apart.
fn check_names(variants: &[&Variant], names: &[String], errors: &mut Accumulator) {
    for (index, (variant, name)) in variants.iter().zip(names).enumerate() {
        if let Some(first) = names[..index].iter().position(|other| other == name) {
            errors.push(
                Error::custom(format!(
                    "`{}` and `{}` are both `{name}` on the wire: rename one",
                    variants[first].ident, variant.ident,
                ))
                .with_span(&variant.ident),
            );
        }
    }
}

impl Classes<'_> {
    /// The options by which the enum's own class has a place on the wire, for those that extend it.
    pub(super) fn base_options(&self) -> TokenStream {
        let Some(union) = &self.union else { return TokenStream::new() };
        let formats = union.wire.formats.iter().map(|format| format_ident!("{}", format.name()));
        // A class of the derive's own, whose methods are those of the enum.
        quote!(variant, #(#formats,)*)
    }

    /// What each variant's class is told beside the options of the enum.
    pub(super) fn variant_options(&self) -> TokenStream {
        let Some(union) = &self.union else { return TokenStream::new() };
        let deny = union.wire.deny_unknown_fields;
        // `dict` for the table, also where the enum has none but `schema`.
        quote!(, variant, deny_unknown_fields = #deny)
    }

    /// What the field type of the enum has besides.
    pub(super) fn wire_items(&self) -> TokenStream {
        if self.union.is_none() {
            return TokenStream::new();
        }
        let private = private();
        plain_items(
            &quote!(#private::wire::union_to_plain(self, py, form)),
            &quote!(#private::wire::union_from_plain(value, reader)),
            Some(&quote!(schemas.union::<Self>())),
        )
    }

    /// Whether some variants are texts on the wire: their names, without anything beside them.
    pub(super) fn has_texts(&self) -> bool {
        let untagged = self.union.as_ref().is_some_and(|union| union.tag.is_none());
        untagged && self.variants.iter().any(|(variant, _)| matches!(variant.fields, Fields::Unit))
    }

    /// The functions that make the methods of the enum's class.
    pub(super) fn wire_methods(&self) -> Vec<TokenStream> {
        let Some(union) = &self.union else { return Vec::new() };
        let (private, ident) = (private(), &self.input.ident);
        let of_formats: Vec<_> =
            union.wire.formats.iter().flat_map(|format| format.methods()).collect();
        let function = |name: &str| {
            if of_formats.contains(&&name) {
                let function = format_ident!("{name}_method");
                quote!(#private::wire::#function::<#private::wire::UnionOf<#ident>>())
            } else {
                let function = format_ident!("union_{}_method", name.trim_matches('_'));
                quote!(#private::wire::#function::<#ident>())
            }
        };
        union.wire.methods().into_iter().map(function).collect()
    }

    /// The table and the traits.
    pub(super) fn union(&self) -> TokenStream {
        let Some(union) = &self.union else { return TokenStream::new() };
        let private = private();
        let (ident, base) = (&self.input.ident, &self.base);
        let tagging = match (&union.tag, &union.content) {
            (None, _) => quote!(External),
            (Some(tag), None) => quote!(Internal(#tag)),
            (Some(tag), Some(content)) => quote!(Adjacent { tag: #tag, content: #content }),
        };
        let (names, deny_unknown_fields) = (&union.names, union.wire.deny_unknown_fields);
        let rows = self.variants.iter().map(|(variant, class)| {
            let style = style(&variant.fields);
            quote! {
                #private::wire::VariantRow {
                    style: #private::wire::Style::#style,
                    table: <#class as #private::DataClass>::table,
                }
            }
        });
        let lent = self.variants.iter().enumerate().map(|(index, (variant, _))| {
            let name = &variant.ident;
            let (members, values) = super::conversions::members(&variant.fields);
            let seen = seen(&variant.fields);
            let parts = values.iter().zip(&seen).filter(|(_, seen)| **seen).map(|(value, _)| value);
            quote! {
                #ident::#name { #(#members: #values),* } =>
                    with(#index, &[#(#private::wire::Part::of(#parts)),*])
            }
        });
        let lent_of = self.variants.iter().enumerate().map(|(index, (variant, class))| {
            let members = variant.fields.members().zip(seen(&variant.fields));
            let parts = members.filter(|(_, seen)| *seen).map(|(member, _)| member);
            quote! {
                if let #private::core::result::Result::Ok(instance) = object.cast::<#class>() {
                    let instance = instance.get();
                    return #private::core::option::Option::Some(
                        with(#index, &[#(#private::wire::Part::of(&instance.#parts)),*]),
                    );
                }
            }
        });
        let built = self.made(&quote!(filler.value()));
        let serial = union.wire.has_serde().then(|| self.serial());
        quote! {
            impl #private::wire::Union for #ident {
                fn union_table() -> &'static #private::wire::UnionTable {
                    static TABLE: #private::wire::UnionTable = #private::wire::UnionTable {
                        base: <#base as #private::DataClass>::table,
                        tagging: #private::wire::Tagging::#tagging,
                        deny_unknown_fields: #deny_unknown_fields,
                        names: &[#(#names),*],
                        variants: &[#(#rows),*],
                    };
                    &TABLE
                }

                fn with_parts<R>(
                    &self,
                    with: impl #private::core::ops::FnOnce(
                        #private::core::primitive::usize,
                        &[#private::wire::Part],
                    ) -> R,
                ) -> R {
                    match self { #(#lent,)* }
                }

                fn with_parts_of<R>(
                    object: &#private::pyo3::Bound<'_, #private::pyo3::PyAny>,
                    with: impl #private::core::ops::FnOnce(
                        #private::core::primitive::usize,
                        &[#private::wire::Part],
                    ) -> R,
                ) -> #private::core::option::Option<R> {
                    #(#lent_of)*
                    #private::core::option::Option::None
                }

                fn build(
                    index: #private::core::primitive::usize,
                    filler: #private::wire::Filler<'_>,
                ) -> #private::core::option::Option<Self> {
                    #private::core::option::Option::Some(match index {
                        #(#built,)*
                        _ => return #private::core::option::Option::None,
                    })
                }
            }

            #serial
        }
    }

    /// A match arm per variant, which makes it of the value of its class.
    fn made(&self, value: &TokenStream) -> Vec<TokenStream> {
        let ident = &self.input.ident;
        let arm = |(index, (variant, class)): (usize, &(&Variant, Ident))| {
            let name = &variant.ident;
            let (members, values) = super::conversions::members(&variant.fields);
            quote! {
                #index => {
                    let #class { #(#members: #values),* } = #value?;
                    #ident::#name { #(#members: #values),* }
                }
            }
        };
        self.variants.iter().enumerate().map(arm).collect()
    }

    /// serde's side.
    fn serial(&self) -> TokenStream {
        let private = private();
        let ident = &self.input.ident;
        let written = self.variants.iter().enumerate().map(|(index, (_, class))| {
            quote!(#index => #private::wire::write_variant::<Self, #class, S>(index, parts, serializer))
        });
        let read = self.made(&quote!(from.read()));
        let serde = quote!(#private::wire::serde);
        let result = quote!(#private::core::result::Result);
        let write = quote! {
            <S: #serde::Serializer>(&self, serializer: S) -> #result<S::Ok, S::Error> {
                #private::wire::write_union(self, serializer)
            }
        };
        let read_union = quote! {
            <D: #serde::Deserializer<'de>>(deserializer: D) -> #result<Self, D::Error> {
                #private::wire::read_union(deserializer)
            }
        };
        let read_wire = quote! {
            <'de, D: #serde::Deserializer<'de>>(deserializer: D) -> #result<Self, D::Error> {
                #private::wire::read_union(deserializer)
            }
        };
        let column = cfg!(feature = "arrow").then(|| {
            quote! {
                fn column(
                    _: &mut #private::wire::Columns,
                ) -> #result<#private::wire::Column, #private::wire::NoColumn> {
                    #result::Err(#private::wire::NoColumn::union::<Self>())
                }
            }
        });
        quote! {
            impl #private::wire::WireUnion for #ident {
                fn write_variant<S: #serde::Serializer>(
                    index: #private::core::primitive::usize,
                    parts: &[#private::wire::Part],
                    serializer: S,
                ) -> #result<S::Ok, S::Error> {
                    match index {
                        #(#written,)*
                        _ => #result::Err(#serde::ser::Error::custom("there is no such variant")),
                    }
                }

                fn read_variant<'de, R: #private::wire::ReadVariant<'de>>(
                    index: #private::core::primitive::usize,
                    from: R,
                ) -> #result<Self, R::Error> {
                    #result::Ok(match index {
                        #(#read,)*
                        _ => return #result::Err(
                            #serde::de::Error::custom("there is no such variant"),
                        ),
                    })
                }
            }

            impl #serde::Serialize for #ident {
                fn serialize #write
            }

            impl<'de> #serde::Deserialize<'de> for #ident {
                fn deserialize #read_union
            }

            impl #private::wire::Wire for #ident {
                fn write #write

                fn read #read_wire

                #column
            }
        }
    }
}

/// The form of a variant: serde's four.
fn style(fields: &Fields) -> Ident {
    let name = match fields {
        Fields::Unit => "Unit",
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => "Newtype",
        Fields::Unnamed(_) => "Tuple",
        Fields::Named(_) => "Struct",
    };
    format_ident!("{name}")
}

/// Which of the fields Python sees.
fn seen(fields: &Fields) -> Vec<bool> {
    fields.iter().map(|field| !is_on(FieldAttrs::of(field).skip.as_ref(), false)).collect()
}
