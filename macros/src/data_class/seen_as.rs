//! `as = Type`: the one option whose value is a type, which the grammar of attributes (`key = expression`)
//! does not know. It is taken out before the others are read.

use darling::Error;
use darling::error::Accumulator;
use proc_macro2::{TokenStream, TokenTree};
use syn::parse::Parser;
use syn::{Attribute, Ident, Meta, Token, Type, parse_quote};

use crate::common::keyed::Keyed;

/// The attributes without the option, and the option.
pub(super) fn split(
    attrs: &[Attribute],
    errors: &mut Accumulator,
) -> (Vec<Attribute>, Option<Keyed<Type>>) {
    let mut found: Option<Keyed<Type>> = None;
    let plain = attrs.iter().map(|attr| {
        let Meta::List(list) = &attr.meta else { return attr.clone() };
        if !attr.path().is_ident("field") {
            return attr.clone();
        }
        let mut others = Vec::new();
        for option in options(list.tokens.clone()) {
            let Some(key) = key_as(&option) else {
                others.push(option);
                continue;
            };
            let value = |input: syn::parse::ParseStream<'_>| {
                input.step(|cursor| {
                    Ok(((), cursor.token_tree().map_or(*cursor, |(_, next)| next)))
                })?;
                input.parse::<Token![=]>()?;
                input.parse::<Type>()
            };
            match value.parse2(option) {
                Ok(_) if found.is_some() => {
                    errors.push(Error::custom("`as` is given twice: keep one").with_span(&key));
                }
                Ok(value) => found = Some(Keyed { key, value }),
                Err(_) => errors.push(
                    Error::custom("write the type that Python sees: `as = Type`").with_span(&key),
                ),
            }
        }
        let mut attr: Attribute = attr.clone();
        let path = list.path.clone();
        attr.meta = parse_quote!(#path(#(#others),*));
        attr
    });
    let plain = plain.collect();
    (plain, found)
}

/// The options between commas. A comma between angle brackets, as in `HashMap<K, V>`, parts none.
fn options(tokens: TokenStream) -> Vec<TokenStream> {
    let mut options = vec![TokenStream::new()];
    let (mut depth, mut is_type) = (0_usize, false);
    for token in tokens {
        if let TokenTree::Punct(punct) = &token {
            match punct.as_char() {
                '<' if is_type => depth += 1,
                '>' if is_type => depth = depth.saturating_sub(1),
                ',' if depth == 0 => {
                    options.push(TokenStream::new());
                    is_type = false;
                    continue;
                }
                _ => {}
            }
        }
        if let Some(last) = options.last_mut() {
            is_type |=
                last.is_empty() && matches!(&token, TokenTree::Ident(ident) if ident == "as");
            last.extend([token]);
        }
    }
    options.retain(|option| !option.is_empty());
    options
}

fn key_as(option: &TokenStream) -> Option<Ident> {
    match option.clone().into_iter().next() {
        Some(TokenTree::Ident(ident)) if ident == "as" => Some(ident),
        _ => None,
    }
}
