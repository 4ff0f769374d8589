//! Options that describe a field and check nothing: `title`, `metadata` and `examples`.

use darling::{Error, FromMeta, Result};
use proc_macro2::TokenStream;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Expr, LitStr, Meta, Token};

/// `metadata("key" = value, …)`
#[derive(Debug, Clone)]
pub(super) struct Metadata(pub(super) Vec<(LitStr, Expr)>);

impl FromMeta for Metadata {
    fn from_meta(item: &Meta) -> Result<Self> {
        let entries = arguments::<Entry>(item, "metadata(\"key\" = \"value\")")?;
        Ok(Self(entries.map(|Entry(key, value)| (key, value)).collect()))
    }
}

/// `examples(value, …)`
#[derive(Debug, Clone)]
pub(super) struct Examples(pub(super) Vec<Expr>);

impl FromMeta for Examples {
    fn from_meta(item: &Meta) -> Result<Self> {
        Ok(Self(arguments::<Expr>(item, "examples(1, 2)")?.collect()))
    }
}

struct Entry(LitStr, Expr);

impl Parse for Entry {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let key = input.parse()?;
        input.parse::<Token![=]>()?;
        Ok(Self(key, input.parse()?))
    }
}

/// What stands in the parentheses, of which there must be something.
fn arguments<T: Parse>(item: &Meta, form: &str) -> Result<impl Iterator<Item = T> + use<T>> {
    let wanted = || Error::custom(format!("write `{form}`"));
    let Meta::List(list) = item else { return Err(wanted()) };
    let tokens: TokenStream = list.tokens.clone();
    if tokens.is_empty() {
        return Err(wanted());
    }
    list.parse_args_with(Punctuated::<T, Token![,]>::parse_terminated)
        .map(IntoIterator::into_iter)
        .map_err(|error| wanted().with_span(&error.span()))
}
