//! Doc comments.

use std::ffi::CString;

use proc_macro2::Literal;
use syn::{Attribute, Expr, ExprLit, Lit, Meta};

/// The text of an item's doc comments, without the space that `///` leaves before each line.
pub(crate) fn doc_of(attrs: &[Attribute]) -> String {
    let mut lines = Vec::new();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("doc")) {
        if let Meta::NameValue(name_value) = &attr.meta
            && let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = &name_value.value
        {
            // Not `lines`, which has none for the empty line between two paragraphs.
            for line in text.value().split('\n') {
                lines.push(line.strip_prefix(' ').unwrap_or(line).trim_end().to_owned());
            }
        }
    }
    lines.join("\n").trim().to_owned()
}

/// A C string literal. A C string cannot hold a NUL: what follows one is left out.
pub(crate) fn c_string(text: &str) -> Literal {
    let text = text.split('\0').next().unwrap_or_default();
    Literal::c_string(&CString::new(text).unwrap_or_default())
}
