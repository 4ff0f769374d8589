//! Literals in attributes whose value the macro can see.

use std::cmp::Ordering;
use std::fmt;

use syn::{Expr, ExprLit, ExprUnary, Lit, UnOp};

use super::keyed::ungroup;

/// A number written out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Number {
    Int(i128),
    Float(f64),
}

impl Number {
    /// The number that an expression spells, with an optional minus.
    pub(crate) fn of(expr: &Expr) -> Option<Self> {
        match ungroup(expr) {
            Expr::Lit(ExprLit { lit: Lit::Int(int), .. }) => match int.suffix() {
                "f32" | "f64" => int.base10_digits().parse().ok().map(Self::Float),
                _ => int.base10_parse().ok().map(Self::Int),
            },
            Expr::Lit(ExprLit { lit: Lit::Float(float), .. }) => {
                float.base10_parse().ok().map(Self::Float)
            }
            Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => match Self::of(expr)? {
                Self::Int(int) => int.checked_neg().map(Self::Int),
                Self::Float(float) => Some(Self::Float(-float)),
            },
            Expr::Paren(paren) => Self::of(&paren.expr),
            _ => None,
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "limits are compared, not computed with")]
    pub(crate) fn as_float(self) -> f64 {
        match self {
            Self::Int(int) => int as f64,
            Self::Float(float) => float,
        }
    }

    pub(crate) fn compare(self, other: Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Int(a), Self::Int(b)) => Some(a.cmp(&b)),
            _ => self.as_float().partial_cmp(&other.as_float()),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Int(int) => write!(f, "{int}"),
            Self::Float(float) => write!(f, "{float:?}"),
        }
    }
}

/// The text that an expression spells: a string literal, also behind `.into()` and its like.
pub(crate) fn text_of(expr: &Expr) -> Option<String> {
    match ungroup(expr) {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        Expr::MethodCall(call)
            if call.args.is_empty()
                && ["into", "to_owned", "to_string"].iter().any(|name| call.method == name) =>
        {
            text_of(&call.receiver)
        }
        _ => None,
    }
}

/// Whether an expression gives an equal value each time, as far as its form tells.
pub(crate) fn is_constant(expr: &Expr) -> bool {
    match ungroup(expr) {
        Expr::Lit(_) | Expr::Path(_) => true,
        Expr::Unary(unary) => is_constant(&unary.expr),
        Expr::Binary(binary) => is_constant(&binary.left) && is_constant(&binary.right),
        Expr::Paren(paren) => is_constant(&paren.expr),
        Expr::Reference(reference) => is_constant(&reference.expr),
        Expr::Cast(cast) => is_constant(&cast.expr),
        Expr::Tuple(tuple) => tuple.elems.iter().all(is_constant),
        Expr::Array(array) => array.elems.iter().all(is_constant),
        Expr::Call(call) => {
            matches!(&*call.func, Expr::Path(path) if path.path.is_ident("Some"))
                && call.args.iter().all(is_constant)
        }
        Expr::MethodCall(_) => text_of(expr).is_some(),
        _ => false,
    }
}
