//! Option values that remember their key, so that an error can point at it.

use darling::{Error, FromMeta, Result};
use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Expr, ExprPath, Ident, LitStr, Meta, Path};

/// A value and the key it was written under.
#[derive(Debug, Clone)]
pub(crate) struct Keyed<T> {
    pub(crate) key: Ident,
    pub(crate) value: T,
}

impl<T> Keyed<T> {
    pub(crate) fn span(&self) -> Span {
        self.key.span()
    }
}

impl<T: FromMeta> FromMeta for Keyed<T> {
    fn from_meta(item: &Meta) -> Result<Self> {
        let value = T::from_meta(item).map_err(|error| error.with_span(item))?;
        let key = item.path().require_ident().map_err(Error::from)?.clone();
        Ok(Self { key, value })
    }
}

/// `key`, `key = true` or `key = false`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Switch(pub(crate) bool);

impl FromMeta for Switch {
    fn from_meta(item: &Meta) -> Result<Self> {
        let value = match item {
            Meta::Path(_) => return Ok(Self(true)),
            Meta::NameValue(name_value) => ungroup(&name_value.value),
            Meta::List(list) => return Err(switch_wanted(item).with_span(list)),
        };
        match value {
            Expr::Lit(syn::ExprLit { lit: syn::Lit::Bool(value), .. }) => Ok(Self(value.value)),
            other => Err(switch_wanted(item).with_span(other)),
        }
    }
}

fn switch_wanted(item: &Meta) -> Error {
    let key = key_of(item);
    Error::custom(format!("`{key}` is a switch: write `{key}` or `{key} = false`"))
}

/// `key = expression`, just as written: darling's own would take a string for code.
#[derive(Debug, Clone)]
pub(crate) struct RawExpr(pub(crate) Expr);

impl FromMeta for RawExpr {
    fn from_meta(item: &Meta) -> Result<Self> {
        match item {
            Meta::NameValue(name_value) => Ok(Self(ungroup(&name_value.value).clone())),
            _ => {
                let key = key_of(item);
                Err(Error::custom(format!("`{key}` takes a value: write `{key} = ...`")))
            }
        }
    }
}

/// `key = path::to::function`.
#[derive(Debug, Clone)]
pub(crate) struct FunctionPath(pub(crate) ExprPath);

impl FromMeta for FunctionPath {
    fn from_meta(item: &Meta) -> Result<Self> {
        let wanted =
            || format!("write the path of a function: `{} = path::to::function`", key_of(item));
        match item {
            Meta::NameValue(name_value) => match ungroup(&name_value.value) {
                Expr::Path(path) => Ok(Self(path.clone())),
                other => Err(Error::custom(wanted()).with_span(other)),
            },
            _ => Err(Error::custom(wanted())),
        }
    }
}

/// `key = "path"` or `key = path`.
#[derive(Debug, Clone)]
pub(crate) struct CratePath(pub(crate) Path);

impl FromMeta for CratePath {
    fn from_meta(item: &Meta) -> Result<Self> {
        let wanted = |span: &dyn Fn() -> Span| {
            Error::custom("write the path of this library: `crate = \"my_crate::pyo3_classes\"`")
                .with_span(&span())
        };
        let Meta::NameValue(name_value) = item else {
            return Err(wanted(&|| item.span()));
        };
        match ungroup(&name_value.value) {
            Expr::Path(path) => Ok(Self(path.path.clone())),
            Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => {
                text.parse().map(Self).map_err(|_| wanted(&|| text.span()))
            }
            other => Err(wanted(&|| other.span())),
        }
    }
}

/// `key = "text"`.
#[derive(Debug, Clone)]
pub(crate) struct Text(pub(crate) LitStr);

impl FromMeta for Text {
    fn from_meta(item: &Meta) -> Result<Self> {
        let wanted = || format!("write a text: `{} = \"...\"`", key_of(item));
        match item {
            Meta::NameValue(name_value) => match ungroup(&name_value.value) {
                Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Ok(Self(text.clone())),
                other => Err(Error::custom(wanted()).with_span(other)),
            },
            _ => Err(Error::custom(wanted())),
        }
    }
}

/// The expression inside the invisible groups that `macro_rules!` wraps around its arguments.
pub(crate) fn ungroup(mut expr: &Expr) -> &Expr {
    while let Expr::Group(group) = expr {
        expr = &group.expr;
    }
    expr
}

fn key_of(item: &Meta) -> String {
    item.path().get_ident().map(ToString::to_string).unwrap_or_default()
}
