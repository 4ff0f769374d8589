//! The options for the wire: what they mean, and whether they can hold.

use std::collections::HashMap;

use darling::Error;
use darling::error::Accumulator;
use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::{Attribute, Ident, Token};

use super::attrs::{ContainerAttrs, FieldAttrs};
use super::model::{Model, is_on};
use crate::common::keyed::{Keyed, Switch, Text};
use crate::common::pyclass::RenameRule;

/// A class on the wire.
pub(super) struct Wire {
    /// `to_dict`, `from_dict` and `to_tuple`.
    pub(super) dict: bool,
    /// By serde.
    pub(super) formats: Vec<Format>,
    /// `json_schema`.
    pub(super) schema: bool,
    /// What pydantic asks for.
    pub(super) pydantic: bool,
    pub(super) deny_unknown_fields: bool,
    pub(super) omit_defaults: bool,
    /// The version was written out.
    pub(super) versioned: bool,
    /// The class belongs to an enum, which has the methods.
    pub(super) variant: bool,
    /// `serde = false`: the user's own impls are used.
    pub(super) own_serde: Option<Span>,
}

/// A format of bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    Msgpack,
    Toml,
    Yaml,
    Arrow,
}

impl Format {
    /// The option, and the cargo feature.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Msgpack => "msgpack",
            Self::Toml => "toml",
            Self::Yaml => "yaml",
            Self::Arrow => "arrow",
        }
    }

    /// Whether the feature is on.
    fn is_enabled(self) -> bool {
        match self {
            Self::Json => cfg!(feature = "json"),
            Self::Msgpack => cfg!(feature = "msgpack"),
            Self::Toml => cfg!(feature = "toml"),
            Self::Yaml => cfg!(feature = "yaml"),
            Self::Arrow => cfg!(feature = "arrow"),
        }
    }

    /// The methods.
    pub(super) fn methods(self) -> &'static [&'static str] {
        match self {
            Self::Json => &["to_json", "from_json", "to_json_list", "from_json_list"],
            Self::Msgpack => {
                &["to_msgpack", "from_msgpack", "to_msgpack_list", "from_msgpack_list"]
            }
            // A document is a table.
            Self::Toml => &["to_toml", "from_toml"],
            Self::Yaml => &["to_yaml", "from_yaml", "to_yaml_list", "from_yaml_list"],
            Self::Arrow => &["to_arrow", "from_arrow"],
        }
    }
}

impl Wire {
    /// What the options say; `None` if the class is not on the wire.
    pub(super) fn of(container: &ContainerAttrs, errors: &mut Accumulator) -> Option<Self> {
        let options = [
            (Format::Json, &container.json),
            (Format::Msgpack, &container.msgpack),
            (Format::Toml, &container.toml),
            (Format::Yaml, &container.yaml),
            (Format::Arrow, &container.arrow),
        ];
        let mut formats = Vec::new();
        for (format, option) in options {
            let Some(option) = option.as_ref().filter(|option| option.value.0) else { continue };
            if format.is_enabled() {
                formats.push(format);
            } else {
                let name = format.name();
                errors.push(
                    Error::custom(format!(
                        "`{name}` needs a feature of `pyo3-classes`: write `features = [\"{name}\"]` in Cargo.toml"
                    ))
                    .with_span(&option.key),
                );
            }
        }
        let wire = Self {
            dict: is_on(container.dict.as_ref(), false),
            formats,
            schema: is_on(container.schema.as_ref(), false),
            pydantic: is_on(container.pydantic.as_ref(), false),
            deny_unknown_fields: is_on(container.deny_unknown_fields.as_ref(), false),
            omit_defaults: is_on(container.omit_defaults.as_ref(), false),
            versioned: container.version.is_some(),
            variant: is_on(container.variant.as_ref(), false),
            own_serde: container
                .serde
                .as_ref()
                .filter(|serde| !serde.value.0)
                .map(|serde| serde.key.span()),
        };
        if !options_wanted(container) {
            useless(container, errors);
        }
        let is_on_the_wire = wire.dict || wire.schema || wire.pydantic || wire.has_serde();
        is_on_the_wire.then_some(wire)
    }

    /// The methods.
    pub(super) fn methods(&self) -> Vec<&'static str> {
        let mut names = Vec::new();
        if self.dict {
            names.extend(["to_dict", "from_dict", "to_tuple"]);
        }
        for format in &self.formats {
            names.extend(format.methods());
        }
        if self.schema {
            names.push("json_schema");
        }
        if self.pydantic {
            names.extend(["__get_pydantic_core_schema__", "__get_pydantic_json_schema__"]);
        }
        names
    }

    /// serde knows the class.
    pub(super) fn has_serde(&self) -> bool {
        !self.formats.is_empty()
    }
}

/// An option that puts the class on the wire was written, whether or not its feature is there.
fn options_wanted(container: &ContainerAttrs) -> bool {
    let ContainerAttrs { dict, json, msgpack, toml, yaml, arrow, schema, pydantic, .. } = container;
    [dict, json, msgpack, toml, yaml, arrow, schema, pydantic]
        .into_iter()
        .any(|option| is_on(option.as_ref(), false))
}

/// Options that only mean something on the wire.
fn useless(container: &ContainerAttrs, errors: &mut Accumulator) {
    let ContainerAttrs { rename_all, deny_unknown_fields, omit_defaults, tag, content, .. } =
        container;
    if is_on(container.variant.as_ref(), false) {
        return;
    }
    let keys = [
        tag.as_ref().map(|option| &option.key),
        content.as_ref().map(|option| &option.key),
        rename_all.as_ref().map(|option| &option.key),
        deny_unknown_fields.as_ref().map(|option| &option.key),
        omit_defaults.as_ref().map(|option| &option.key),
    ];
    for key in keys.into_iter().flatten() {
        errors.push(
            Error::custom(format!(
                "`{key}` is about the wire, where this class is not: write `dict` or `json` beside it, or remove it"
            ))
            .with_span(key),
        );
    }
}

/// Options that only an enum can have, or a class whose serde impls are the derive's.
pub(super) fn of_struct(
    container: &ContainerAttrs,
    wire: Option<&Wire>,
    attrs: &[Attribute],
    extends: bool,
    errors: &mut Accumulator,
) {
    let mut error = |key: &Ident, text: &str| {
        errors.push(Error::custom(text).with_span(key));
    };
    for option in [&container.tag, &container.content].into_iter().flatten() {
        let key = &option.key;
        error(
            key,
            &format!(
                "`{key}` tells the variants of an enum apart, and this is a struct: remove it"
            ),
        );
    }
    let Some(off) = container.serde.as_ref().filter(|serde| !serde.value.0) else {
        if wire.is_some_and(Wire::has_serde) {
            refuse_own_serde(
                attrs,
                "write `#[dataclass(serde = false)]` to have it used, or remove it",
                errors,
            );
        }
        return;
    };
    if !wire.is_some_and(Wire::has_serde) {
        error(
            &off.key,
            "`serde = false` has `json` and its kin use serde impls of your own, and none of them is here: write one beside it, or remove it",
        );
    }
    if extends {
        error(
            &off.key,
            "serde impls of your own know nothing of the base class's fields: remove `serde = false`, or `extends`",
        );
    }
    let options = [
        container.rename_all.as_ref().map(|option| &option.key),
        container.deny_unknown_fields.as_ref().map(|option| &option.key),
        container.omit_defaults.as_ref().map(|option| &option.key),
    ];
    if wire.is_some_and(|wire| !wire.dict) {
        for key in options.into_iter().flatten() {
            error(
                key,
                &format!(
                    "with `serde = false` it is your own impls that say this: write it as `#[serde({key})]`"
                ),
            );
        }
    }
}

/// A `derive(Serialize)` or `derive(Deserialize)` beside impls of ours. One in the derive's own list is
/// not to be seen, and rustc reports two impls (E0119).
pub(super) fn refuse_own_serde(attrs: &[Attribute], mend: &str, errors: &mut Accumulator) {
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("derive")) {
        let Ok(derives) =
            attr.parse_args_with(Punctuated::<syn::Path, Token![,]>::parse_terminated)
        else {
            continue;
        };
        for path in derives {
            let Some(name) = path.segments.last().map(|segment| segment.ident.to_string()) else {
                continue;
            };
            if name == "Serialize" || name == "Deserialize" {
                errors.push(
                    Error::custom(format!("`PyDataClass` implements `{name}` as well: {mend}"))
                        .with_span(&path),
                );
            }
        }
    }
}

/// The rule that names fields on the wire.
pub(super) fn rename_rule(
    option: Option<&Keyed<Text>>,
    errors: &mut Accumulator,
) -> Option<RenameRule> {
    let text = &option?.value.0;
    let rule = RenameRule::from_name(&text.value());
    if rule.is_none() {
        errors.push(
            Error::custom(format!(
                "there is no rule `{}`: the rules are `{}`",
                text.value(),
                RenameRule::NAMES.join("`, `"),
            ))
            .with_span(text),
        );
    }
    rule
}

/// The key of a field on the wire; `None` if it is not there.
pub(super) fn key(
    ident: &Ident,
    name: &str,
    attrs: &FieldAttrs,
    rule: Option<RenameRule>,
    errors: &mut Accumulator,
) -> Option<String> {
    let wire: Option<&Keyed<Switch>> = attrs.wire.as_ref();
    if let Some(off) = wire.filter(|wire| !wire.value.0)
        && attrs.default.is_none()
    {
        errors.push(
            Error::custom(format!(
                "`{}` is not on the wire, so what is read from there has no value for it: write `default` beside `wire = false`",
                ident.unraw(),
            ))
            .with_span(&off.key),
        );
    }
    if !is_on(wire, true) {
        return None;
    }
    Some(match (&attrs.alias, rule) {
        (Some(alias), _) => alias.value.0.value(),
        (None, Some(rule)) => rule.apply(&ident.unraw().to_string()),
        (None, None) => name.to_owned(),
    })
}

/// Keys that two fields would share, and fields that would hide a method.
pub(super) fn check_fields(model: &Model, errors: &mut Accumulator) {
    let Some(wire) = &model.wire else { return };
    let methods = wire.methods();
    let mut keys: HashMap<&str, &Ident> = HashMap::new();
    for field in &model.fields {
        let name = &field.name;
        if methods.contains(&name.as_str()) {
            errors.push(
                Error::custom(format!(
                    "`{name}` is a method that `PyDataClass` generates here: rename the field, or give it another name in Python by `#[pyo3(get, name = \"...\")]`"
                ))
                .with_span(&field.ident),
            );
        }
        let Some(key) = &field.wire else { continue };
        // Two fields of one parameter are told of already.
        if let Some(first) = keys.insert(key, &field.ident)
            && !model
                .fields
                .iter()
                .any(|other| other.ident == *first && other.parameter == field.parameter)
        {
            errors.push(
                Error::custom(format!(
                    "`{}` and `{}` would both be `{key}` on the wire: give one an alias",
                    first.unraw(),
                    field.ident.unraw(),
                ))
                .with_span(&field.ident),
            );
        }
    }
}
