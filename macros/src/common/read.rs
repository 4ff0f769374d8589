//! Reads a derive's own attributes, and says in our words what darling found wrong with them.

use darling::ast::NestedMeta;
use darling::error::Accumulator;
use darling::{Error, FromAttributes};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Attribute, Ident, Meta, parse_quote};

/// The options of `#[name(…)]`. Those that are wrong are reported and left out, so that the others
/// still count: without them an option that is right could seem to be missing.
pub(crate) fn options_of<T: FromAttributes + Default>(
    name: &str,
    known: &[&str],
    attrs: &[Attribute],
    errors: &mut Accumulator,
) -> T {
    let error = match T::from_attributes(attrs) {
        Ok(options) => return options,
        Err(error) => error,
    };
    for error in error.flatten() {
        errors.push(reworded(error, name, known));
    }
    let mut good = Vec::new();
    let mut options = T::default();
    for item in items(name, attrs) {
        good.push(item);
        match T::from_attributes(&[attribute(name, &good)]) {
            Ok(read) => options = read,
            Err(_) => {
                good.pop();
            }
        }
    }
    options
}

/// What stands between the parentheses, as far as it has the form of options.
fn items(name: &str, attrs: &[Attribute]) -> Vec<Meta> {
    let lists = attrs.iter().filter(|attr| attr.path().is_ident(name)).filter_map(|attr| {
        let Meta::List(list) = &attr.meta else { return None };
        NestedMeta::parse_meta_list(list.tokens.clone()).ok()
    });
    let items = lists.flatten().filter_map(|item| match item {
        NestedMeta::Meta(item) => Some(item),
        _ => None,
    });
    items.collect()
}

/// The names of the options.
pub(crate) fn option_names(name: &str, attrs: &[Attribute]) -> impl Iterator<Item = Ident> {
    items(name, attrs).into_iter().filter_map(|item| item.path().get_ident().cloned())
}

fn attribute(name: &str, items: &[Meta]) -> Attribute {
    let name = Ident::new(name, proc_macro2::Span::call_site());
    let items: Vec<TokenStream> = items.iter().map(ToTokens::to_token_stream).collect();
    parse_quote!(#[#name(#(#items),*)])
}

/// The names that other libraries have for our options.
const SYNONYMS: [(&str, &str); 12] = [
    ("rename", "alias"),
    ("default_factory", "default"),
    ("default_fn", "default"),
    ("skip_serializing", "skip"),
    ("regex", "pattern"),
    ("min", "ge"),
    ("max", "le"),
    ("minimum", "ge"),
    ("maximum", "le"),
    ("min_len", "min_length"),
    ("max_len", "max_length"),
    ("unsafe_hash", "hash"),
];

/// Options that exist, and have their place in an attribute of PyO3's.
const PYCLASS: [&str; 9] =
    ["frozen", "name", "module", "subclass", "extends", "get_all", "set_all", "weakref", "dict"];
const PYO3: [&str; 3] = ["get", "set", "name"];

/// The attribute of PyO3's that has the option.
fn attribute_of_pyo3(attribute: &str, option: &str) -> Option<&'static str> {
    match attribute {
        "dataclass" if PYCLASS.contains(&option) => Some("pyclass"),
        "field" if PYO3.contains(&option) => Some("pyo3"),
        _ => None,
    }
}

/// darling calls options "fields", which in a struct they are not.
fn reworded(error: Error, attribute: &str, known: &[&str]) -> Error {
    let text = error.to_string();
    let quoted: Vec<&str> = text.split('`').skip(1).step_by(2).collect();
    let new = match (text.split('`').next().unwrap_or_default(), quoted.as_slice()) {
        // An enum has no `#[pyclass]`.
        ("Unknown field: ", [option, ..])
            if attribute_of_pyo3(attribute, option).is_some() && !known.contains(&"enum") =>
        {
            let theirs = attribute_of_pyo3(attribute, option).unwrap_or_default();
            format!("`{option}` is an option of PyO3's: write it into `#[{theirs}(...)]`")
        }
        ("Unknown field: ", [option, near]) if text.contains("Did you mean") => {
            format!("there is no option `{option}` here: did you mean `{near}`?")
        }
        ("Unknown field: ", [option, ..]) => {
            let synonym =
                SYNONYMS.iter().find(|(theirs, ours)| theirs == option && known.contains(ours));
            match synonym {
                Some((_, ours)) => {
                    format!("there is no option `{option}` here: did you mean `{ours}`?")
                }
                None => format!(
                    "`#[{attribute}(...)]` has no option `{option}` here: it has `{}`",
                    known.join("`, `")
                ),
            }
        }
        ("Duplicate field ", [option]) => format!("`{option}` is given twice: keep one"),
        ("Unexpected meta-item format ", _) => {
            "this is no option: write `option` or `option = value`".to_owned()
        }
        _ => return error,
    };
    match error.explicit_span() {
        Some(span) => Error::custom(new).with_span(&span),
        None => Error::custom(new),
    }
}
