//! Constraints: what they mean.

use darling::error::Accumulator;
use proc_macro2::Span;
use syn::{Expr, ExprPath, LitStr};

use super::attrs::ConstraintAttrs;
use super::fit::{Fit, Part};
use crate::common::literal::Number;
use crate::common::rust_type::Kind;

/// One rule, and the span of its key.
pub(super) struct Constraint {
    pub(super) span: Span,
    pub(super) rule: Rule,
}

pub(super) enum Rule {
    Limit(Relation, Expr),
    MultipleOf(Expr),
    MinLength(Expr),
    MaxLength(Expr),
    Pattern(LitStr),
    Each(Vec<Constraint>),
    Key(Vec<Constraint>),
    Value(Vec<Constraint>),
    Validate(ExprPath),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    GreaterOrEqual,
    Greater,
    LessOrEqual,
    Less,
}

impl Relation {
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::GreaterOrEqual => "greater than or equal to",
            Self::Greater => "greater than",
            Self::LessOrEqual => "less than or equal to",
            Self::Less => "less than",
        }
    }

    pub(super) fn is_lower(self) -> bool {
        matches!(self, Self::GreaterOrEqual | Self::Greater)
    }

    pub(super) fn holds(self, value: Number, limit: Number) -> bool {
        value.compare(limit).is_some_and(|order| match self {
            Self::GreaterOrEqual => order.is_ge(),
            Self::Greater => order.is_gt(),
            Self::LessOrEqual => order.is_le(),
            Self::Less => order.is_lt(),
        })
    }
}

/// The constraints of a value of this kind; every one that cannot hold is an error, which calls the
/// value `field`.
pub(super) fn constraints_of(
    attrs: ConstraintAttrs,
    kind: &Kind,
    field: &str,
    errors: &mut Accumulator,
) -> Vec<Constraint> {
    let ConstraintAttrs {
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
    let mut fit = Fit::new(kind, field, errors);
    let mut rules = Vec::new();
    let mut limits = Vec::new();
    for (limit, relation) in [
        (gt, Relation::Greater),
        (ge, Relation::GreaterOrEqual),
        (lt, Relation::Less),
        (le, Relation::LessOrEqual),
    ] {
        if let Some(limit) = limit {
            fit.number(&limit);
            rules.push((limit.span(), Rule::Limit(relation, limit.value.0.clone())));
            limits.push((limit, relation));
        }
    }
    fit.limits(&limits);
    if let Some(step) = multiple_of {
        fit.number(&step);
        if Number::of(&step.value.0).is_some_and(|step| step.as_float() <= 0.0) {
            fit.error(&step.value.0, "`multiple_of` must be greater than 0");
        }
        rules.push((step.span(), Rule::MultipleOf(step.value.0)));
    }
    fit.lengths(min_length.as_ref(), max_length.as_ref());
    rules.extend(min_length.map(|min| (min.span(), Rule::MinLength(min.value.0))));
    rules.extend(max_length.map(|max| (max.span(), Rule::MaxLength(max.value.0))));
    if let Some(pattern) = pattern {
        fit.pattern(&pattern.key, &pattern.value.0);
        rules.push((pattern.span(), Rule::Pattern(pattern.value.0)));
    }
    for (part, option) in [(each, Part::Each), (key, Part::Key), (value, Part::Value)] {
        if let Some(part) = part {
            let kind = fit.part(&part.key, option);
            let of = match option {
                Part::Each => "an item",
                Part::Key => "a key",
                Part::Value => "a value",
            };
            let inner =
                constraints_of(part.value.0, &kind, &format!("{of} of {field}"), fit.errors());
            if inner.is_empty() {
                fit.error(
                    &part.key,
                    &format!("`{0}` is empty: write `{0}(ge = 1)` or another rule", part.key),
                );
            }
            let rule = match option {
                Part::Each => Rule::Each(inner),
                Part::Key => Rule::Key(inner),
                Part::Value => Rule::Value(inner),
            };
            rules.push((part.key.span(), rule));
        }
    }
    rules.extend(validate.map(|path| (path.span(), Rule::Validate(path.value.0))));
    rules.into_iter().map(|(span, rule)| Constraint { span, rule }).collect()
}
