//! Combinations of options that cannot hold: of the class, with PyO3's, and across fields.

use std::collections::HashMap;

use darling::Error;
use darling::error::Accumulator;
use syn::Ident;
use syn::ext::IdentExt;

use super::attrs::{ContainerAttrs, FieldAttrs};
use super::model::{ClassContext, Field, Model, is_on};
use crate::common::keyed::{FunctionPath, Keyed, RawExpr};
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
    if skipped {
        let shown = [(pyo3.get("get"), "get"), (pyo3.get("set"), "set")];
        for (option, key) in shown {
            let Some(option) = option else { continue };
            errors.push(
                Error::custom(format!(
                    "`{name}` is skipped, so Python does not see it: remove `{key}`, or `skip`"
                ))
                .with_span(&option.key),
            );
        }
        for (all, key) in [(class.get_all, "get_all"), (class.set_all, "set_all")] {
            if all {
                errors.push(
                    Error::custom(format!(
                        "`#[pyclass({key})]` shows `{name}` to Python, and `skip` hides it: remove `{key}`, for `PyDataClass` generates getters and setters"
                    ))
                    .with_span(ident),
                );
            }
        }
        return;
    }
    if let Some(set) = pyo3.get("set") {
        let text = if frozen {
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
    } else if class.set_all && !class.frozen {
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
    let of_another = |field: &Field| {
        model.fields.iter().find(|other| other.parameter == field.name && other.name != field.name)
    };
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
        // What is given under the attribute's name would go to the other field.
        if model.stdlib
            && field.parameter != field.name
            && let Some(other) = of_another(field)
        {
            errors.push(
                Error::custom(format!(
                    "with `stdlib` the constructor takes `{name}` under that name too, and it is the alias of `{}`: give `{}` another alias",
                    other.ident.unraw(),
                    other.ident.unraw(),
                    name = field.name,
                ))
                .with_span(&other.ident),
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

/// A version is a number from 1 on, and there is something to migrate only from the second on.
pub(super) fn version(
    version: Option<&Keyed<RawExpr>>,
    migrate: Option<&Keyed<FunctionPath>>,
    errors: &mut Accumulator,
) {
    let number = version.map(|version| Number::of(&version.value.0));
    if let (Some(version), Some(number)) = (version, number)
        && (text_of(&version.value.0).is_some()
            || number.is_some_and(|number| !matches!(number, Number::Int(1..=0xFFFF_FFFF))))
    {
        errors.push(Error::custom("a version is an integer from 1 on").with_span(&version.value.0));
    }
    if let (Some(migrate), None | Some(Some(Number::Int(1)))) = (migrate, number) {
        errors.push(
            Error::custom(
                "there is nothing to migrate from before version 1: write `version = 2` beside it",
            )
            .with_span(&migrate.key),
        );
    }
}
