//! Constraints: what they mean, and whether they can hold for the field's type.

use darling::Error;
use darling::error::Accumulator;
use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Expr, ExprPath, Ident, LitStr};

use super::attrs::ConstraintAttrs;
use crate::common::keyed::{Keyed, RawExpr};
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

    fn is_lower(self) -> bool {
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

/// The constraints of a value of this kind; every one that cannot hold is an error.
pub(super) fn constraints_of(
    attrs: ConstraintAttrs,
    kind: &Kind,
    field: &Ident,
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
    let mut fit = Fit { kind: kind.required(), field, errors };
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
            fit.error(&step.key, "`multiple_of` must be greater than 0");
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
            let inner = constraints_of(part.value, &kind, field, fit.errors);
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

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Each,
    Key,
    Value,
}

/// Whether constraints fit a kind of value. An unknown kind fits all: the runtime's traits decide.
struct Fit<'a> {
    kind: &'a Kind,
    field: &'a Ident,
    errors: &'a mut Accumulator,
}

impl Fit<'_> {
    fn error(&mut self, at: &dyn Spanned, text: &str) {
        self.errors.push(Error::custom(text).with_span(&at.span()));
    }

    /// What the values are, for messages.
    fn what(&self) -> &'static str {
        match self.kind {
            Kind::Int { .. } => "an integer",
            Kind::Float => "a float",
            Kind::Bool => "a bool",
            Kind::Char => "a single character",
            Kind::Text => "text",
            Kind::Bytes => "bytes",
            Kind::Items(_) => "a collection",
            Kind::Map(..) => "a map",
            Kind::Python => "a Python object",
            Kind::Optional(_) | Kind::Unknown => "a value",
        }
    }

    /// A limit or step: the kind must be a number, and the literal one of it.
    fn number(&mut self, option: &Keyed<RawExpr>) {
        let (key, field) = (&option.key, self.field);
        match self.kind {
            Kind::Int { min, max } => self.int_literal(&option.value.0, *min, *max),
            Kind::Float | Kind::Unknown | Kind::Optional(_) => {}
            Kind::Text | Kind::Bytes => self.error(
                key,
                &format!("`{key}` limits numbers, and `{field}` is {}: for its length write `min_length` or `max_length`", self.what()),
            ),
            Kind::Items(_) => self.error(
                key,
                &format!("`{key}` limits numbers, and `{field}` is a collection: for its items write `each({key} = ...)`, for its length `min_length` or `max_length`"),
            ),
            Kind::Map(..) => self.error(
                key,
                &format!("`{key}` limits numbers, and `{field}` is a map: for what it holds write `key({key} = ...)` or `value({key} = ...)`"),
            ),
            Kind::Bool | Kind::Char | Kind::Python => {
                self.error(key, &format!("`{key}` limits numbers, and `{field}` is {}", self.what()));
            }
        }
    }

    fn int_literal(&mut self, expr: &Expr, min: i128, max: u128) {
        match Number::of(expr) {
            Some(Number::Float(float)) => {
                self.error(expr, &format!("`{}` is an integer, and {float:?} is none", self.field));
            }
            Some(Number::Int(int))
                if int < min || u128::try_from(int).is_ok_and(|int| int > max) =>
            {
                let field = self.field;
                self.error(
                    expr,
                    &format!("{int} is out of range: `{field}` goes from {min} to {max}"),
                );
            }
            _ => {}
        }
    }

    /// One limit a side at most, and something between them.
    fn limits(&mut self, limits: &[(Keyed<RawExpr>, Relation)]) {
        let of_side =
            |lower| limits.iter().filter(move |(_, relation)| relation.is_lower() == lower);
        for (lower, words) in [(true, "lower"), (false, "upper")] {
            if let Some((second, _)) = of_side(lower).nth(1) {
                self.error(
                    &second.key,
                    &format!("`{}` is a second {words} limit: keep one", second.key),
                );
            }
        }
        let (Some((low, low_relation)), Some((high, high_relation))) =
            (of_side(true).next(), of_side(false).next())
        else {
            return;
        };
        let (Some(low_value), Some(high_value)) =
            (Number::of(&low.value.0), Number::of(&high.value.0))
        else {
            return;
        };
        let open = [Relation::Greater, Relation::Less];
        let strict = open.contains(low_relation) || open.contains(high_relation);
        let empty = match (low_value, high_value, self.kind) {
            // Between 4 and 5, both excluded, there is no integer.
            (Number::Int(low), Number::Int(high), Kind::Int { .. }) => {
                let first = low.saturating_add(i128::from(*low_relation == Relation::Greater));
                let last = high.saturating_sub(i128::from(*high_relation == Relation::Less));
                first > last
            }
            _ => low_value
                .compare(high_value)
                .is_none_or(|order| order.is_gt() || (strict && order.is_eq())),
        };
        if empty {
            let (low_key, high_key) = (&low.key, &high.key);
            self.error(
                high_key,
                &format!("no value is both {} {low_value} (`{low_key}`) and {} {high_value} (`{high_key}`)", low_relation.words(), high_relation.words()),
            );
        }
    }

    fn lengths(&mut self, min: Option<&Keyed<RawExpr>>, max: Option<&Keyed<RawExpr>>) {
        for option in [min, max].into_iter().flatten() {
            let key = &option.key;
            if matches!(
                self.kind,
                Kind::Int { .. } | Kind::Float | Kind::Bool | Kind::Char | Kind::Python
            ) {
                let field = self.field;
                let mut text = format!(
                    "`{key}` applies to text, bytes and collections, and `{field}` is {}",
                    self.what()
                );
                if matches!(self.kind, Kind::Int { .. } | Kind::Float) {
                    text.push_str(": its limits are `ge`, `gt`, `le` and `lt`");
                }
                self.error(key, &text);
            }
            match Number::of(&option.value.0) {
                Some(Number::Int(length)) if length >= 0 => {}
                None => {}
                Some(_) => self.error(&option.value.0, "a length is an integer from 0 on"),
            }
        }
        let length = |option: Option<&Keyed<RawExpr>>| Number::of(&option?.value.0);
        if let (Some(low), Some(high), Some(max)) = (length(min), length(max), max)
            && low.compare(high).is_some_and(std::cmp::Ordering::is_gt)
        {
            self.error(&max.key, &format!("no length is both at least {low} (`min_length`) and at most {high} (`max_length`)"));
        }
    }

    fn pattern(&mut self, key: &Ident, pattern: &LitStr) {
        let field = self.field;
        match self.kind {
            Kind::Text | Kind::Unknown | Kind::Optional(_) => {}
            Kind::Items(_) => self.error(
                key,
                &format!("`pattern` applies to text, and `{field}` is a collection: for its items write `each(pattern = ...)`"),
            ),
            Kind::Map(..) => self.error(
                key,
                &format!("`pattern` applies to text, and `{field}` is a map: for what it holds write `key(pattern = ...)` or `value(pattern = ...)`"),
            ),
            _ => self.error(key, &format!("`pattern` applies to text, and `{field}` is {}", self.what())),
        }
        #[cfg(feature = "pattern")]
        if let Err(error) = regex::Regex::new(&pattern.value()) {
            self.error(
                pattern,
                &format!("this is no regular expression of the `regex` crate: {error}"),
            );
        }
        #[cfg(not(feature = "pattern"))]
        self.error(
            pattern,
            "`pattern` needs a cargo feature: write `pyo3-classes = { version = \"...\", features = [\"pattern\"] }` in Cargo.toml",
        );
    }

    /// The kind of what `each`, `key` or `value` speaks of.
    fn part(&mut self, at: &Ident, part: Part) -> Kind {
        let field = self.field;
        match (part, self.kind) {
            (Part::Each, Kind::Items(item)) => (**item).clone(),
            (Part::Key, Kind::Map(key, _)) => (**key).clone(),
            (Part::Value, Kind::Map(_, value)) => (**value).clone(),
            (_, Kind::Unknown | Kind::Optional(_)) => Kind::Unknown,
            (Part::Each, Kind::Map(..)) => {
                self.error(
                    at,
                    &format!(
                        "`{field}` is a map: write `key(...)` and `value(...)` for what it holds"
                    ),
                );
                Kind::Unknown
            }
            (_, Kind::Items(_)) => {
                self.error(at, &format!("`{field}` is no map: write `each(...)` for its items"));
                Kind::Unknown
            }
            (..) => {
                self.error(
                    at,
                    &format!("`{at}` applies to collections, and `{field}` is {}", self.what()),
                );
                Kind::Unknown
            }
        }
    }
}
