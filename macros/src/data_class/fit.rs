//! Whether constraints can hold for a field's type, as far as its tokens tell.

use darling::Error;
use darling::error::Accumulator;
use syn::spanned::Spanned;
use syn::{Expr, Ident, LitStr};

use super::constraint::Relation;
use crate::common::keyed::{Keyed, RawExpr, ungroup};
use crate::common::literal::Number;
use crate::common::rust_type::Kind;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Each,
    Key,
    Value,
}

/// Whether constraints fit a kind of value. An unknown kind fits all: the runtime's traits decide.
pub(super) struct Fit<'a> {
    kind: &'a Kind,
    /// What messages call the value: "`tags`", or "an item of `tags`".
    field: &'a str,
    errors: &'a mut Accumulator,
}

impl<'a> Fit<'a> {
    pub(super) fn new(kind: &'a Kind, field: &'a str, errors: &'a mut Accumulator) -> Self {
        Self { kind: kind.required(), field, errors }
    }

    pub(super) fn errors(&mut self) -> &mut Accumulator {
        self.errors
    }

    pub(super) fn error(&mut self, at: &dyn Spanned, text: &str) {
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
    pub(super) fn number(&mut self, option: &Keyed<RawExpr>) {
        let (key, field) = (&option.key, self.field);
        match self.kind {
            Kind::Int { .. } => {
                if let Some(mistake) = int_mistake(&option.value.0, self.kind, self.field) {
                    self.error(&option.value.0, &mistake);
                }
            }
            Kind::Float | Kind::Unknown | Kind::Optional(_) => {}
            _ if key == "multiple_of" => {
                let what = self.what();
                self.error(key, &format!("`multiple_of` applies to numbers, and {field} is {what}"));
            }
            Kind::Text | Kind::Bytes => self.error(
                key,
                &format!("`{key}` limits numbers, and {field} is {}: for its length write `min_length` or `max_length`", self.what()),
            ),
            Kind::Items(_) => self.error(
                key,
                &format!("`{key}` limits numbers, and {field} is a collection: for its items write `each({key} = ...)`, for its length `min_length` or `max_length`"),
            ),
            Kind::Map(..) => self.error(
                key,
                &format!("`{key}` limits numbers, and {field} is a map: for what it holds write `key({key} = ...)` or `value({key} = ...)`"),
            ),
            Kind::Bool | Kind::Char | Kind::Python => {
                self.error(key, &format!("`{key}` limits numbers, and {field} is {}", self.what()));
            }
        }
    }

    /// One limit a side at most, and something between them.
    pub(super) fn limits(&mut self, limits: &[(Keyed<RawExpr>, Relation)]) {
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

    pub(super) fn lengths(&mut self, min: Option<&Keyed<RawExpr>>, max: Option<&Keyed<RawExpr>>) {
        for option in [min, max].into_iter().flatten() {
            let key = &option.key;
            if matches!(
                self.kind,
                Kind::Int { .. } | Kind::Float | Kind::Bool | Kind::Char | Kind::Python
            ) {
                let field = self.field;
                let mut text = format!(
                    "`{key}` applies to text, bytes and collections, and {field} is {}",
                    self.what()
                );
                if matches!(self.kind, Kind::Int { .. } | Kind::Float) {
                    text.push_str(": its limits are `ge`, `gt`, `le` and `lt`");
                }
                self.error(key, &text);
            }
            match Number::of(&option.value.0) {
                Some(Number::Int(length)) if length >= 0 => {}
                None if !matches!(ungroup(&option.value.0), Expr::Lit(_)) => {}
                _ => self.error(&option.value.0, "a length is an integer from 0 on"),
            }
        }
        let length = |option: Option<&Keyed<RawExpr>>| Number::of(&option?.value.0);
        if let (Some(low), Some(high), Some(max)) = (length(min), length(max), max)
            && low.compare(high).is_some_and(std::cmp::Ordering::is_gt)
        {
            self.error(&max.key, &format!("no length is both at least {low} (`min_length`) and at most {high} (`max_length`)"));
        }
    }

    pub(super) fn pattern(&mut self, key: &Ident, pattern: &LitStr) {
        let field = self.field;
        match self.kind {
            Kind::Text | Kind::Unknown | Kind::Optional(_) => {}
            Kind::Items(_) => self.error(
                key,
                &format!("`pattern` applies to text, and {field} is a collection: for its items write `each(pattern = ...)`"),
            ),
            Kind::Map(..) => self.error(
                key,
                &format!("`pattern` applies to text, and {field} is a map: for what it holds write `key(pattern = ...)` or `value(pattern = ...)`"),
            ),
            _ => self.error(key, &format!("`pattern` applies to text, and {field} is {}", self.what())),
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
    pub(super) fn part(&mut self, at: &Ident, part: Part) -> Kind {
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
                        "{field} is a map: write `key(...)` and `value(...)` for what it holds"
                    ),
                );
                Kind::Unknown
            }
            (_, Kind::Items(_)) => {
                self.error(at, &format!("{field} is no map: write `each(...)` for its items"));
                Kind::Unknown
            }
            (..) => {
                let wanted = if part == Part::Each { "sequences and sets" } else { "maps" };
                let what = self.what();
                self.error(at, &format!("`{at}` applies to {wanted}, and {field} is {what}"));
                Kind::Unknown
            }
        }
    }
}

/// Why an expression cannot be a value of an integer type, if it is a number that is written out.
pub(super) fn int_mistake(expr: &Expr, kind: &Kind, field: &str) -> Option<String> {
    let Kind::Int { min, max } = kind else { return None };
    match Number::of(expr)? {
        Number::Float(float) => Some(format!("{field} is an integer, and {float:?} is none")),
        Number::Int(int) if int < *min || u128::try_from(int).is_ok_and(|int| int > *max) => {
            Some(format!("{int} is out of range: {field} goes from {min} to {max}"))
        }
        Number::Int(_) => None,
    }
}
