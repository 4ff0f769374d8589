//! Combinations of options that cannot hold in one field.

use darling::Error;
use darling::error::Accumulator;
use syn::ext::IdentExt;
use syn::{Ident, Type};

use super::attrs::FieldAttrs;
use crate::common::keyed::Keyed;

/// Options of one field.
pub(super) fn options(
    ident: &Ident,
    ty: &Type,
    attrs: &FieldAttrs,
    seen_as: Option<&Keyed<Type>>,
    errors: &mut Accumulator,
) {
    let name = ident.unraw();
    let default = attrs.default.is_some();
    if let Some(skip) = attrs.skip.as_ref().filter(|skip| skip.value.0) {
        if !default {
            errors.push(
                Error::custom(format!("`{name}` is skipped, so Python cannot give it a value: write `skip, default` or `skip, default = ...`"))
                    .with_span(&skip.key),
            );
        }
        for other in other_than_skip(attrs).chain(seen_as.map(|seen_as| &seen_as.key)) {
            errors.push(
                Error::custom(format!(
                    "`{name}` is skipped, so Python does not see it: `{other}` means nothing here"
                ))
                .with_span(other),
            );
        }
        return;
    }
    if let Some(init) = attrs.init.as_ref().filter(|init| !init.value.0) {
        if !default {
            errors.push(
                Error::custom(format!("`{name}` is no parameter of the constructor, so it needs a value: write `init = false, default` or `init = false, default = ...`"))
                    .with_span(&init.key),
            );
        }
        let parameter_only = [
            attrs.kw_only.as_ref().filter(|kw_only| kw_only.value.0).map(|option| &option.key),
            attrs.alias.as_ref().map(|option| &option.key),
        ];
        for option in parameter_only.into_iter().flatten() {
            errors.push(
                Error::custom(format!("`{name}` is no parameter of the constructor (`init = false`): `{option}` means nothing here"))
                    .with_span(option),
            );
        }
    }
    if let Some(alias) = &attrs.alias
        && syn::parse_str::<Ident>(&alias.value.0.value()).is_err()
        && !is_python_name(&alias.value.0.value())
    {
        errors.push(
            Error::custom(
                "an alias is the name of a parameter: letters, digits and `_`, and no digit first",
            )
            .with_span(&alias.value.0),
        );
    }
    if let Type::Reference(reference) = ungrouped(ty) {
        let owned = if is_str(&reference.elem) { "`String`" } else { "the type itself" };
        errors.push(
            Error::custom(format!(
                "`{name}` holds a reference, and a field owns what Python gives it: write {owned}"
            ))
            .with_span(ty),
        );
    }
    if name.to_string().starts_with("__") && name.to_string().ends_with("__") {
        errors.push(
            Error::custom(format!(
                "`{name}` is a name of Python's own, which a field cannot have: rename the field"
            ))
            .with_span(ident),
        );
    }
}

/// An attribute's name that nobody has chosen for Python: Python code must be able to write it.
pub(super) fn attribute_name(ident: &Ident, name: &str, errors: &mut Accumulator) {
    if PYTHON_KEYWORDS.contains(&name) {
        errors.push(
            Error::custom(format!(
                "`{name}` is a keyword of Python, where nobody could write the attribute: rename the field, or write `#[pyo3(get, name = \"{name}_\")]`"
            ))
            .with_span(ident),
        );
    }
}

const PYTHON_KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
];

/// The type inside the invisible groups that `macro_rules!` wraps around its arguments.
fn ungrouped(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => ungrouped(&group.elem),
        Type::Paren(paren) => ungrouped(&paren.elem),
        other => other,
    }
}

fn is_str(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident("str"))
}

/// An identifier; a Rust keyword such as `type` is a fine name in Python.
fn is_python_name(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(|first| first == '_' || first.is_alphabetic())
        && characters.all(|character| character == '_' || character.is_alphanumeric())
}

/// The keys of the options that a skipped field cannot have.
fn other_than_skip(attrs: &FieldAttrs) -> impl Iterator<Item = &Ident> {
    let FieldAttrs {
        default: _,
        skip: _,
        init,
        kw_only,
        repr,
        compare,
        hash,
        frozen,
        secret,
        view,
        wire,
        alias,
        convert,
        title,
        metadata,
        examples,
        ge,
        gt,
        le,
        lt,
        multiple_of,
        min_length,
        max_length,
        pattern,
        each,
        key,
        value,
        validate,
    } = attrs;
    let switches = [init, kw_only, repr, compare, hash, frozen, secret, view, wire];
    let expressions = [ge, gt, le, lt, multiple_of, min_length, max_length];
    let texts = [alias, pattern];
    let parts = [each, key, value];
    switches
        .into_iter()
        .flatten()
        .map(|option| &option.key)
        .chain(expressions.into_iter().flatten().map(|option| &option.key))
        .chain(texts.into_iter().flatten().map(|option| &option.key))
        .chain(parts.into_iter().flatten().map(|option| &option.key))
        .chain([validate, convert].into_iter().flatten().map(|option| &option.key))
        .chain(title.iter().map(|option| &option.key))
        .chain(metadata.iter().map(|option| &option.key))
        .chain(examples.iter().map(|option| &option.key))
}
