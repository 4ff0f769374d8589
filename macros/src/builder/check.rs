//! Combinations of options that cannot hold.

use darling::Error;
use darling::error::Accumulator;
use syn::ext::IdentExt;
use syn::{Ident, Type};

use super::attrs::{FieldAttrs, Into};
use super::model::{Field, Model};
use crate::common::keyed::{Keyed, Switch, Text};
use crate::common::rust_type::{Kind, argument_of};
use crate::data_class::{SeenField, is_python_name};

/// The methods that every builder has.
const METHODS: [&str; 9] =
    ["build", "build_many", "copy", "is_complete", "missing", "result", "unset", "update", "when"];

/// The options of the struct.
pub(super) fn class(name: Option<&Keyed<Text>>, errors: &mut Accumulator) {
    let text = name.map(|name| &name.value.0);
    if let Some(text) = text.filter(|text| !is_python_name(&text.value())) {
        errors.push(
            Error::custom(
                "this is the name of a class: letters, digits and `_`, no digit first, and no keyword of Python",
            )
            .with_span(text),
        );
    }
}

/// What setters begin with.
pub(super) fn prefix(prefix: Option<&Keyed<Text>>, errors: &mut Accumulator) -> String {
    let Some(text) = prefix.map(|prefix| &prefix.value.0) else { return String::new() };
    if is_python_name(&format!("{}x", text.value())) {
        return text.value();
    }
    errors.push(
        Error::custom("setters begin with this: letters, digits and `_`, and no digit first")
            .with_span(text),
    );
    // With none, names could seem wrong that are right.
    "_".to_owned()
}

/// All options of a field that say something of its setter.
fn of_setter(attrs: &FieldAttrs) -> impl Iterator<Item = &Ident> {
    let FieldAttrs { name, each, nested, into, convert, skip: _, set_once } = attrs;
    let texts = [name, each].into_iter().flatten().map(|option| &option.key);
    let switches = [nested, set_once].into_iter().flatten().map(|option| &option.key);
    let others = [into.as_ref().map(|into| &into.key), convert.as_ref().map(|path| &path.key)];
    texts.chain(switches).chain(others.into_iter().flatten())
}

/// Options on a field that Python does not see.
pub(super) fn hidden(field: &syn::Field, attrs: &FieldAttrs, errors: &mut Accumulator) {
    for key in of_setter(attrs) {
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

/// Fields without a setter: they need a value from elsewhere, and have no use for other options.
pub(super) fn skipped(
    field: &syn::Field,
    seen: &SeenField,
    attrs: &FieldAttrs,
    errors: &mut Accumulator,
) {
    let name = seen.ident.unraw();
    let skip = attrs.skip.as_ref().filter(|skip| skip.value.0);
    if let Some(skip) = skip
        && seen.init
        && !seen.default
        && !matches!(Kind::of(&field.ty), Kind::Optional(_))
    {
        errors.push(
            Error::custom(format!(
                "the builder has no setter for `{name}`, so it needs a value: write `#[field(default)]` or `#[field(default = ...)]` beside `skip`"
            ))
            .with_span(&skip.key),
        );
    }
    let why = match (skip, seen.init) {
        (Some(_), _) => "`skip`",
        (None, false) => "`init = false`",
        (None, true) => return,
    };
    for key in of_setter(attrs) {
        errors.push(
            Error::custom(format!(
                "the builder has no setter for `{name}` ({why}): `{key}` means nothing here"
            ))
            .with_span(key),
        );
    }
}

/// Options of a field that exclude one another, or that its type has no use for.
pub(super) fn combinations(
    seen: &SeenField,
    ty: &Type,
    attrs: &FieldAttrs,
    errors: &mut Accumulator,
) {
    let FieldAttrs { name: _, each, nested, into, convert, skip: _, set_once } = attrs;
    let field = seen.ident.unraw();
    let mut wrong = |key: &Ident, text: String| errors.push(Error::custom(text).with_span(key));
    let each = each.as_ref().map(|each| &each.key);
    let nested = nested.as_ref().filter(|nested| nested.value.0).map(|nested| &nested.key);
    let into_type = into.as_ref().is_some_and(|into| matches!(into.value, Into::Of(_)));
    let is_off = |into: &&Keyed<Into>| matches!(into.value, Into::Switch(false));
    let into = into.as_ref().filter(|into| !is_off(into)).map(|into| &into.key);
    if let Some(key) = each {
        match Kind::of(ty).required() {
            Kind::Bytes => wrong(
                key,
                format!(
                    "`{field}` is `bytes` in Python, which takes no bytes one by one: remove `each`, or take `Vec<u16>`, a `list` of numbers, for the field"
                ),
            ),
            Kind::Items(_) if is_array(ty) => wrong(
                key,
                format!(
                    "an array has as many items as its type says, so `each` can add none to `{field}`: remove `each`, or take a `Vec`"
                ),
            ),
            Kind::Items(_) | Kind::Map(..) | Kind::Unknown => {}
            _ => wrong(
                key,
                format!(
                    "`each` adds items to a collection, and `{field}` is none: remove `each`, or take a `Vec`, a set or a map"
                ),
            ),
        }
        if seen.seen_as {
            wrong(
                key,
                format!(
                    "`as` shows `{field}` as what it is not, and `each` needs the collection itself: remove `each`, or `as`"
                ),
            );
        }
        if set_once.as_ref().is_some_and(|set_once| set_once.value.0) {
            wrong(
                key,
                format!(
                    "`each` adds to `{field}` again and again, and `set_once` lets it be set once: remove one of them"
                ),
            );
        }
    }
    let others = [each, into, convert.as_ref().map(|convert| &convert.key)];
    if let Some(key) = nested {
        for other in others.into_iter().flatten() {
            wrong(
                key,
                format!(
                    "`nested` and `{other}` both say what else `{field}` is made of: remove one of them"
                ),
            );
        }
        if seen.seen_as {
            wrong(
                key,
                format!(
                    "`as` shows `{field}` as what it is not, and `nested` needs the class itself: remove `nested`, or `as`"
                ),
            );
        }
    }
    let Some(key) = into else { return };
    if convert.is_some() {
        wrong(
            key,
            format!(
                "`into` and `convert` both say what else `{field}` is made of: remove one of them"
            ),
        );
    }
    if into_type && seen.seen_as {
        wrong(key, format!("`as` converts `{field}` already: remove the type of `into`, or `as`"));
    }
    if !into_type && *Kind::of(ty).required() == Kind::Bool {
        wrong(key, "`bool(\"no\")` is `True` in Python: remove `into`, or name a function that knows better, `convert = path`".to_owned());
    }
}

fn is_array(ty: &Type) -> bool {
    match ty {
        Type::Group(group) => is_array(&group.elem),
        Type::Paren(paren) => is_array(&paren.elem),
        other => matches!(argument_of("Option", other).unwrap_or(other), Type::Array(_)),
    }
}

/// Setters that nobody could call, or that would displace a method of the builder's or one another.
pub(super) fn names(model: &Model<'_>, errors: &mut Accumulator) {
    let mut seen: Vec<(String, &Field)> = Vec::new();
    for field in &model.fields {
        let Some(setter) = &field.setter else { continue };
        let maybe = format!("maybe_{}", field.name);
        let clash = [setter, &maybe].into_iter().find_map(|name| {
            let other = seen.iter().find(|(taken, _)| taken == name);
            other.map(|(_, other)| (name, other.ident.unraw()))
        });
        let message = if METHODS.contains(&setter.as_str()) {
            Some(format!(
                "every builder has `{setter}` already: give the setter another name with `#[pybuilder(name = \"{setter}_\")]`, or all of them a prefix with `#[pybuilder(prefix = \"with_\")]` on the struct"
            ))
        } else if let Some((name, other)) = clash {
            Some(format!(
                "the field `{other}` has the method `{name}` already: give this field another name with `#[pybuilder(name = \"...\")]`"
            ))
        } else if setter.starts_with("__") && setter.ends_with("__") {
            Some(format!("`{setter}` is a name of Python's own: give the setter another"))
        } else if !is_python_name(setter) && !is_told(field) {
            Some(format!(
                "Python could not call the setter `{setter}`: a name has letters, digits and `_`, no digit first, and is no keyword"
            ))
        } else {
            None
        };
        if let Some(message) = message {
            errors.push(Error::custom(message).with_span(&field.named_at));
        }
        seen.extend([(setter.clone(), field), (maybe, field)]);
    }
    for (field, adder) in
        model.fields.iter().filter_map(|field| Some((field, field.each.as_ref()?)))
    {
        let name = adder.value();
        let taken = seen.iter().find(|(taken, _)| *taken == name);
        let message = if !is_python_name(&name) {
            "the adder is a method, and this is no name of one: write one item's name, `each = \"tag\"`".to_owned()
        } else if METHODS.contains(&name.as_str()) {
            format!("every builder has `{name}` already: give the adder another name")
        } else if let Some((_, other)) = taken {
            let other = other.ident.unraw();
            format!(
                "the field `{other}` has the method `{name}` already: give the adder another name"
            )
        } else {
            seen.push((name, field));
            continue;
        };
        errors.push(Error::custom(message).with_span(adder));
    }
}

/// Whether `PyDataClass` says of a name that it is none: that of an attribute, or an alias.
fn is_told(field: &Field) -> bool {
    !field.is_renamed
        && (field.ident.unraw() == field.name || syn::parse_str::<Ident>(&field.name).is_err())
}

/// States of which classes that extend this one would need others.
pub(super) fn states(typestate: Option<&Keyed<Switch>>, errors: &mut Accumulator) {
    if let Some(typestate) = typestate.filter(|typestate| typestate.value.0) {
        errors.push(
            Error::custom(
                "the builders of classes that others extend have no typed states: remove `typestate`, or `subclass` from `#[pyclass]`",
            )
            .with_span(&typestate.key),
        );
    }
}
