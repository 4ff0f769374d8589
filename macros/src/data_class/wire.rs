//! The options for the wire: what they mean, and whether they can hold.

use std::collections::HashMap;

use darling::Error;
use darling::error::Accumulator;
use syn::Ident;
use syn::ext::IdentExt;

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
    let ContainerAttrs { rename_all, deny_unknown_fields, omit_defaults, .. } = container;
    let keys = [
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
