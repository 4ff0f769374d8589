//! Combinations of options that cannot hold.

use std::collections::HashMap;

use darling::Error;
use darling::error::Accumulator;
use syn::ext::IdentExt;
use syn::{Expr, Ident};

use super::attrs::{ContainerAttrs, FieldAttrs};
use super::constraint::{Constraint, Rule};
use super::model::{ClassContext, Model, is_on};
use crate::common::literal::{Number, text_of};
use crate::common::pyclass::{PyClassOptions, PyO3Field};

/// Options of `#[pyclass]` that generate what the derive generates, or cannot go with it.
pub(super) fn pyclass_options(
    pyclass: &PyClassOptions,
    container: &ContainerAttrs,
    errors: &mut Accumulator,
) {
    let both = |key: &str, generated: &str, mend: &str| {
        let option = pyclass.get(key)?;
        Some(
            Error::custom(format!(
                "`PyDataClass` generates `{generated}` as well, and a class has only one: {mend}"
            ))
            .with_span(&option.key),
        )
    };
    let eq = is_on(container.eq.as_ref(), true);
    let frozen = pyclass.has("frozen");
    let found = [
        eq.then(|| both("eq", "__eq__", "remove `eq` here, or write `#[dataclass(eq = false)]`")),
        eq.then(|| both("eq_int", "__eq__", "remove `eq_int` here")),
        eq.then(|| both("ord", "__lt__", "remove `ord` here, and write `#[dataclass(order)]`")),
        is_on(container.hash.as_ref(), frozen && eq).then(|| {
            both("hash", "__hash__", "remove `hash` here, or write `#[dataclass(hash = false)]`")
        }),
        is_on(container.init.as_ref(), true).then(|| {
            both("new", "__new__", "remove `new` here, or write `#[dataclass(init = false)]`")
        }),
    ];
    found.into_iter().flatten().flatten().for_each(|error| errors.push(error));
    if let Some(extends) = pyclass.get("extends") {
        errors.push(
            Error::custom("`PyDataClass` does not know how to make the base class's part of an instance: remove `extends`, and hold the other class in a field")
                .with_span(&extends.key),
        );
    }
}

/// Options of one field.
pub(super) fn field_options(ident: &Ident, attrs: &FieldAttrs, errors: &mut Accumulator) {
    let name = ident.unraw();
    let default = attrs.default.is_some();
    if let Some(skip) = attrs.skip.as_ref().filter(|skip| skip.value) {
        if !default {
            errors.push(
                Error::custom(format!("`{name}` is skipped, so Python cannot give it a value: write `skip, default` or `skip, default = ...`"))
                    .with_span(&skip.key),
            );
        }
        for other in other_than_skip(attrs) {
            errors.push(
                Error::custom(format!(
                    "`{name}` is skipped, so Python does not see it: `{other}` means nothing here"
                ))
                .with_span(other),
            );
        }
        return;
    }
    if let Some(init) = attrs.init.as_ref().filter(|init| !init.value) {
        if !default {
            errors.push(
                Error::custom(format!("`{name}` is no parameter of the constructor, so it needs a value: write `init = false, default` or `init = false, default = ...`"))
                    .with_span(&init.key),
            );
        }
        let parameter_only = [
            attrs.kw_only.as_ref().filter(|kw_only| kw_only.value).map(|option| &option.key),
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
    if name.to_string().starts_with("__") && name.to_string().ends_with("__") {
        errors.push(
            Error::custom(format!(
                "`{name}` is a name of Python's own, which a field cannot have: rename the field"
            ))
            .with_span(ident),
        );
    }
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
        alias,
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
    let switches = [init, kw_only, repr, compare, hash, frozen, secret];
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
        .chain(validate.iter().map(|option| &option.key))
}

/// PyO3's own getters and setters: a setter of its would be a door without checks.
pub(super) fn pyo3_options(
    ident: &Ident,
    pyo3: &PyO3Field,
    attrs: &FieldAttrs,
    class: &ClassContext,
    errors: &mut Accumulator,
) {
    let name = ident.unraw();
    let frozen = is_on(attrs.frozen.as_ref(), false);
    let skipped = is_on(attrs.skip.as_ref(), false);
    let constrained = {
        let FieldAttrs {
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
            ..
        } = attrs;
        [ge, gt, le, lt, multiple_of, min_length, max_length].into_iter().any(Option::is_some)
            || pattern.is_some()
            || [each, key, value].into_iter().any(Option::is_some)
            || validate.is_some()
    };
    let has_getter = pyo3.get("get").is_some() || class.get_all;
    if let Some(set) = pyo3.get("set") {
        let text = if skipped {
            format!("`{name}` is skipped, so Python does not see it: remove `set`, or `skip`")
        } else if frozen {
            format!("`{name}` is frozen: remove `set`, or `frozen`")
        } else if constrained {
            format!(
                "PyO3's setter would let any value into `{name}`, past its constraints: remove `set`, for `PyDataClass` generates a setter that checks"
            )
        } else if !has_getter {
            format!(
                "with PyO3's setter alone `{name}` could not be read: remove `set`, for `PyDataClass` generates both, or write `get, set`"
            )
        } else {
            return;
        };
        errors.push(Error::custom(text).with_span(&set.key));
    } else if class.set_all && !skipped && !class.frozen {
        let text = if frozen {
            format!(
                "`{name}` is frozen, and `#[pyclass(set_all)]` gives it a setter: remove `set_all`, for `PyDataClass` generates the setters"
            )
        } else if constrained {
            format!(
                "`#[pyclass(set_all)]` would let any value into `{name}`, past its constraints: remove `set_all`, for `PyDataClass` generates setters that check"
            )
        } else {
            return;
        };
        errors.push(Error::custom(text).with_span(ident));
    }
}

/// Names and order of the constructor's parameters, as Python demands them.
pub(super) fn parameters(model: &Model, errors: &mut Accumulator) {
    let mut seen: HashMap<&str, &Ident> = HashMap::new();
    let mut optional = None;
    for field in &model.fields {
        if let Some(first) = seen.insert(&field.parameter, &field.ident) {
            errors.push(
                Error::custom(format!(
                    "`{}` and `{}` would both be the parameter `{}`: give one another alias",
                    first.unraw(),
                    field.ident.unraw(),
                    field.parameter,
                ))
                .with_span(&field.ident),
            );
        }
        if !field.options.init || field.options.kw_only || !model.generate.init {
            continue;
        }
        match (&field.default, optional) {
            (Some(_), None) => optional = Some(&field.ident),
            (None, Some(before)) => errors.push(
                Error::custom(format!(
                    "`{name}` has no default but follows `{}`, which has one: give `{name}` a default, move it up, or make it keyword-only with `#[field(kw_only)]`",
                    before.unraw(),
                    name = field.ident.unraw(),
                ))
                .with_span(&field.ident),
            ),
            _ => {}
        }
    }
}

/// A default that is written out must obey the field's own constraints.
pub(super) fn default_keeps_constraints(
    default: &Expr,
    constraints: &[Constraint],
    errors: &mut Accumulator,
) {
    for constraint in constraints {
        if let Some(broken) = broken_rule(default, &constraint.rule) {
            errors.push(
                Error::custom(format!(
                    "the default breaks the field's own constraint: it {broken}"
                ))
                .with_span(default),
            );
        }
    }
}

/// What the default is not, if that can be seen.
fn broken_rule(default: &Expr, rule: &Rule) -> Option<String> {
    let characters = || i128::try_from(text_of(default)?.chars().count()).ok();
    match rule {
        Rule::Limit(relation, limit) => {
            let (value, limit) = (Number::of(default)?, Number::of(limit)?);
            (!relation.holds(value, limit)).then(|| format!("must be {} {limit}", relation.words()))
        }
        Rule::MultipleOf(step) => match (Number::of(default)?, Number::of(step)?) {
            (Number::Int(value), Number::Int(step)) if step > 0 && value % step != 0 => {
                Some(format!("must be a multiple of {step}"))
            }
            _ => None,
        },
        Rule::MinLength(limit) => match Number::of(limit)? {
            Number::Int(limit) if characters()? < limit => {
                Some(format!("must have at least {limit} characters"))
            }
            _ => None,
        },
        Rule::MaxLength(limit) => match Number::of(limit)? {
            Number::Int(limit) if characters()? > limit => {
                Some(format!("must have at most {limit} characters"))
            }
            _ => None,
        },
        #[cfg(feature = "pattern")]
        Rule::Pattern(pattern) => {
            let regex = regex::Regex::new(&pattern.value()).ok()?;
            (!regex.is_match(&text_of(default)?))
                .then(|| format!("must match the pattern '{}'", pattern.value()))
        }
        _ => None,
    }
}
