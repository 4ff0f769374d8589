//! Combinations of options that cannot hold.

use darling::Error;
use darling::error::Accumulator;
use syn::ext::IdentExt;

use super::attrs::FieldAttrs;
use super::model::Model;

/// The methods that every builder has.
const METHODS: [&str; 9] =
    ["build", "build_many", "copy", "is_complete", "missing", "result", "unset", "update", "when"];

/// Options on a field that Python does not see.
pub(super) fn hidden(field: &syn::Field, attrs: &FieldAttrs, errors: &mut Accumulator) {
    let FieldAttrs { name, each, nested, into, convert, skip: _, set_once } = attrs;
    let keys = [name, each].into_iter().flatten().map(|option| &option.key);
    let switches = [nested, into, set_once].into_iter().flatten().map(|option| &option.key);
    for key in keys.chain(switches).chain(convert.as_ref().map(|option| &option.key)) {
        let of = field.ident.as_ref().map(|ident| format!("`{}` ", ident.unraw()));
        errors.push(
            Error::custom(format!(
                "the field {}is skipped, so the builder has no setter for it: remove `{key}`, or `skip`",
                of.unwrap_or_default(),
            ))
            .with_span(key),
        );
    }
}

/// Setters that would displace a method of the builder's or one another.
pub(super) fn names(model: &Model<'_>, errors: &mut Accumulator) {
    let mut seen: Vec<&str> = Vec::new();
    for field in &model.fields {
        let Some(setter) = &field.setter else { continue };
        let ident = field.ident.unraw();
        if METHODS.contains(&setter.as_str()) {
            errors.push(
                Error::custom(format!(
                    "every builder has `{setter}` already: give the setter another name with `#[pybuilder(name = \"{setter}_\")]`, or all of them a prefix with `#[pybuilder(prefix = \"with_\")]` on the struct"
                ))
                .with_span(&ident),
            );
        } else if seen.contains(&setter.as_str()) {
            errors.push(
                Error::custom(format!(
                    "there is a setter `{setter}` already: give this one another name"
                ))
                .with_span(&ident),
            );
        }
        seen.push(setter);
    }
}
