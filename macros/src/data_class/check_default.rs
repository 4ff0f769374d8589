//! Defaults that the macro can see the value of.

use darling::Error;
use darling::error::Accumulator;
use syn::Expr;

use super::constraint::{Constraint, Rule};
use super::fit;
use crate::common::keyed::ungroup;
use crate::common::literal::{Number, text_of};
use crate::common::rust_type::Kind;

/// A default that is written out must be of the field's type and obey its constraints.
pub(super) fn fits(
    default: &Expr,
    kind: &Kind,
    field: &str,
    constraints: &[Constraint],
    errors: &mut Accumulator,
) {
    let value = inside_some(default);
    if let Some(mistake) = fit::int_mistake(value, kind.required(), field) {
        errors.push(Error::custom(mistake).with_span(value));
        return;
    }
    for constraint in constraints {
        if let Some(broken) = broken_rule(value, &constraint.rule) {
            errors.push(
                Error::custom(format!(
                    "the default breaks the field's own constraint: it {broken}"
                ))
                .with_span(default),
            );
        }
    }
}

/// `x` of `Some(x)`: constraints look inside an `Option`.
fn inside_some(default: &Expr) -> &Expr {
    match ungroup(default) {
        Expr::Call(call)
            if call.args.len() == 1
                && matches!(&*call.func, Expr::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Some")) =>
        {
            inside_some(&call.args[0])
        }
        other => other,
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
