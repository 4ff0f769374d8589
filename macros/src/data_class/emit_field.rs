//! The code for a field: a row of the class's table.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, Lit, LitFloat};

use super::constraint::{Constraint, Relation, Rule};
use super::emit::private;
use super::model::{DefaultValue, Field, FieldOptions, SkippedField};
use crate::common::docs::c_string;
use crate::common::keyed::ungroup;
use crate::common::literal::Number;
use crate::common::rust_type::Kind;
use crate::common::self_type::without_self;

/// One row of the table.
pub(super) fn field_row(field: &Field, class: &Ident) -> TokenStream {
    let private = private();
    let Field { ident, ty, name, parameter, doc, default, constraints, options } = field;
    let kind = Kind::of(ty);
    let ty = without_self(ty, class);
    let (name, parameter, doc) = (c_string(name), c_string(parameter), c_string(doc));
    let table = field_table(&ty);
    let default = match default {
        Some(default) => {
            let DefaultValue { factory, .. } = default;
            let make = make_default(default, &ty, &kind, class);
            quote!(#private::core::option::Option::Some(
                #private::DefaultValue::of::<#ty>(#make, #factory)
            ))
        }
        None => quote!(#private::core::option::Option::None),
    };
    let constraints =
        constraints.iter().map(|constraint| constraint_row(constraint, &ty, &kind, class));
    let options = field_options(*options);
    quote! {
        #private::FieldRow {
            name: #name,
            parameter: #parameter,
            doc: #doc,
            offset: #private::core::mem::offset_of!(#class, #ident),
            table: #table,
            default: #default,
            constraints: &[#(#constraints),*],
            options: #options,
        }
    }
}

/// One row of the fields that Python does not see.
pub(super) fn skipped_field(field: &SkippedField, class: &Ident) -> TokenStream {
    let private = private();
    let SkippedField { ident, ty, default } = field;
    let kind = Kind::of(ty);
    let ty = without_self(ty, class);
    let make = make_default(default, &ty, &kind, class);
    quote! {
        #private::SkippedField::of::<#ty>(
            #private::core::mem::offset_of!(#class, #ident),
            #make,
        )
    }
}

/// The table of the field's type; where there is none, the error is at the type.
fn field_table(ty: &TokenStream) -> TokenStream {
    let private = private();
    quote_spanned! {ty.span()=>
        <#private::Field<#ty, { #private::IsFieldType::<#ty>::VALUE }> as #private::HasTable>::TABLE
    }
}

/// A function that makes the default.
fn make_default(
    default: &DefaultValue,
    ty: &TokenStream,
    kind: &Kind,
    class: &Ident,
) -> TokenStream {
    let private = private();
    match &default.expr {
        None => quote_spanned! {ty.span()=>
            <#ty as #private::core::default::Default>::default
        },
        Some(expr) => {
            let value = coerced(expr, kind, class);
            quote_spanned!(expr.span()=> || #value)
        }
    }
}

/// The expression as one of the field's type: a text literal becomes a `String`, an integer literal
/// a float, `Some` of one likewise.
fn coerced(expr: &Expr, kind: &Kind, class: &Ident) -> TokenStream {
    let private = private();
    let expr = ungroup(expr);
    match (kind, expr) {
        (Kind::Text, Expr::Lit(literal)) if matches!(literal.lit, Lit::Str(_)) => {
            quote_spanned!(expr.span()=> #private::String::from(#literal))
        }
        (Kind::Float, _) if matches!(Number::of(expr), Some(Number::Int(_))) => float(expr),
        (Kind::Optional(inner), Expr::Call(call)) if call.args.len() == 1 => {
            let (function, argument) = (&call.func, coerced(&call.args[0], inner, class));
            quote_spanned!(expr.span()=> #function(#argument))
        }
        _ => without_self(expr, class),
    }
}

/// An integer literal as a float literal.
fn float(expr: &Expr) -> TokenStream {
    match ungroup(expr) {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(int) => {
                let float = LitFloat::new(&format!("{}.0", int.base10_digits()), int.span());
                quote!(#float)
            }
            other => quote!(#other),
        },
        Expr::Unary(unary) => {
            let (minus, operand) = (&unary.op, float(&unary.expr));
            quote!(#minus #operand)
        }
        Expr::Paren(paren) => float(&paren.expr),
        other => quote!(#other),
    }
}

/// One constraint on values of `ty`.
fn constraint_row(
    constraint: &Constraint,
    ty: &TokenStream,
    kind: &Kind,
    class: &Ident,
) -> TokenStream {
    let private = private();
    let span = constraint.span;
    let module = quote!(#private::constraint);
    let phantom = quote!(#private::core::marker::PhantomData);
    let parts = |rules: &[Constraint], trait_name: &str, part: &str, kind: &Kind| {
        let (trait_name, part) = (format_ident!("{trait_name}"), format_ident!("{part}"));
        let ty = quote_spanned!(span=> <#ty as #module::#trait_name>::#part);
        let rows = rules.iter().map(|rule| constraint_row(rule, &ty, kind, class));
        quote!(&[#(#rows),*], #phantom)
    };
    match (&constraint.rule, kind.required()) {
        (Rule::Limit(relation, limit), required) => {
            let relation = relation_name(*relation);
            let limit = coerced(limit, required, class);
            quote_spanned! {span=>
                &#module::Limit::<#ty> { relation: #module::Relation::#relation, limit: || #limit }
            }
        }
        (Rule::MultipleOf(step), required) => {
            let step = coerced(step, required, class);
            quote_spanned!(span=> &#module::MultipleOf::<#ty> { step: || #step })
        }
        (Rule::MinLength(length), _) => {
            let length = without_self(length, class);
            quote_spanned!(span=> &#module::MinLength::<#ty>(#length, #phantom))
        }
        (Rule::MaxLength(length), _) => {
            let length = without_self(length, class);
            quote_spanned!(span=> &#module::MaxLength::<#ty>(#length, #phantom))
        }
        (Rule::Pattern(pattern), _) => quote_spanned! {span=>
            &#module::Pattern::<#ty>(
                {
                    static REGEX: #module::Regex = #module::Regex::new(#pattern);
                    &REGEX
                },
                #phantom,
            )
        },
        (Rule::Each(rules), required) => {
            let item = match required {
                Kind::Items(item) => item,
                _ => &Kind::Unknown,
            };
            let rows = parts(rules, "Collection", "Item", item);
            quote_spanned!(span=> &#module::Each::<#ty>(#rows))
        }
        (Rule::Key(rules), required) => {
            let key = match required {
                Kind::Map(key, _) => key,
                _ => &Kind::Unknown,
            };
            let rows = parts(rules, "Mapping", "Key", key);
            quote_spanned!(span=> &#module::EachKey::<#ty>(#rows))
        }
        (Rule::Value(rules), required) => {
            let value = match required {
                Kind::Map(_, value) => value,
                _ => &Kind::Unknown,
            };
            let rows = parts(rules, "Mapping", "Value", value);
            quote_spanned!(span=> &#module::EachValue::<#ty>(#rows))
        }
        (Rule::Validate(path), _) => {
            let name = quote!(#path).to_string().replace(' ', "");
            let path = without_self(path, class);
            let table = field_table(ty);
            quote_spanned! {span=>
                &#module::UserCheck::<#ty, _> {
                    function: |value: &#ty| #path(value),
                    name: #name,
                    table: #table,
                }
            }
        }
    }
}

fn relation_name(relation: Relation) -> Ident {
    format_ident!(
        "{}",
        match relation {
            Relation::GreaterOrEqual => "GreaterOrEqual",
            Relation::Greater => "Greater",
            Relation::LessOrEqual => "LessOrEqual",
            Relation::Less => "Less",
        }
    )
}

/// The options, as far as they are not the default.
fn field_options(options: FieldOptions) -> TokenStream {
    let private = private();
    let FieldOptions { init, kw_only, repr, compare, hash, frozen, secret } = options;
    let changed = [
        (!init, quote!(init: false)),
        (kw_only, quote!(kw_only: true)),
        (!repr, quote!(repr: false)),
        (!compare, quote!(compare: false)),
        (!hash, quote!(hash: false)),
        (frozen, quote!(frozen: true)),
        (secret, quote!(secret: true)),
    ];
    let changed: Vec<_> =
        changed.into_iter().filter(|(is, _)| *is).map(|(_, option)| option).collect();
    if changed.is_empty() {
        quote!(#private::FieldOptions::DEFAULT)
    } else {
        quote!(#private::FieldOptions { #(#changed,)* ..#private::FieldOptions::DEFAULT })
    }
}
