//! The code for a field: a row of the class's table.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, ExprPath, Lit, LitFloat};

use super::constraint::{Constraint, Relation, Rule};
use super::emit::{private, private_at};
use super::model::{DefaultValue, Description, Field, FieldOptions, SkippedField};
use crate::common::docs::c_string;
use crate::common::keyed::ungroup;
use crate::common::literal::Number;
use crate::common::rust_type::Kind;
use crate::common::self_type::{at, without_self};

/// One row of the table.
pub(super) fn field_row(field: &Field, class: &Ident) -> TokenStream {
    let private = private();
    let Field { member, ty, seen_as, convert, name, parameter, doc, default, constraints, .. } =
        field;
    let default_kind = Kind::of(ty);
    let kind = Kind::of(seen_as.as_ref().unwrap_or(ty));
    let ty = without_self(ty, class);
    // What the tables know the field as, and what it is.
    let (ty, own) = match seen_as {
        Some(seen) => {
            let at = private_at(seen.span());
            let seen = without_self(seen, class);
            (quote_spanned!(seen.span()=> #at::As<#ty, #seen>), ty)
        }
        None => (ty.clone(), ty),
    };
    let (name, parameter, doc) = (c_string(name), c_string(parameter), c_string(doc));
    let table = match seen_as {
        // It is a field type if the conversions are there: what is missing is told at the type.
        Some(seen) => {
            let at = private_at(seen.span());
            let seen = without_self(seen, class);
            quote_spanned!(seen.span()=> #at::seen_table::<#own, #seen>())
        }
        None => field_table(&ty),
    };
    let default = match default {
        Some(default) => {
            let DefaultValue { factory, .. } = default;
            let make = make_default(default, &own, &default_kind, class);
            quote!(#private::core::option::Option::Some(
                #private::DefaultValue::of::<#own>(#make, #factory)
            ))
        }
        None => quote!(#private::core::option::Option::None),
    };
    let constraints = constraints.iter().map(|constraint| match (&constraint.rule, seen_as) {
        // The function sees what the field is, the other rules what Python sees.
        (Rule::Validate(path), Some(_)) => user_check(path, &own, &table, class),
        _ => constraint_row(constraint, &at(&ty, constraint.span), &kind, class),
    });
    let options = field_options(field.options, &ty);
    let convert = match convert {
        Some(path) => {
            let at = private_at(path.span());
            let path = without_self(path, class);
            let value = Ident::new("value", Span::mixed_site());
            quote_spanned! {path.span()=>
                #private::core::option::Option::Some(#at::Convert::of::<#own>(
                    |#value| #at::converted(#value, #path)
                ))
            }
        }
        None => quote!(#private::core::option::Option::None),
    };
    let description = describe(&field.description, &own, &default_kind, class);
    quote! {
        #private::FieldRow {
            name: #name,
            parameter: #parameter,
            doc: #doc,
            offset: #private::core::mem::offset_of!(#class, #member),
            table: #table,
            convert: #convert,
            description: #description,
            default: #default,
            constraints: &[#(#constraints),*],
            options: #options,
        }
    }
}

/// What tools tell about the field.
fn describe(
    description: &Description,
    ty: &TokenStream,
    kind: &Kind,
    class: &Ident,
) -> TokenStream {
    let private = private();
    let Description { title, metadata, examples } = description;
    if title.is_none() && metadata.is_empty() && examples.is_empty() {
        return quote!(#private::Description::NONE);
    }
    let title = match title {
        Some(title) => quote!(#private::core::option::Option::Some(#title)),
        None => quote!(#private::core::option::Option::None),
    };
    let metadata = metadata.iter().map(|(key, value)| {
        let value = without_self(value, class);
        quote!((#key, |py| #private::pyo3::IntoPyObjectExt::into_bound_py_any(#value, py)))
    });
    let examples = examples.iter().map(|example| {
        let value = coerced(example, kind, class);
        quote_spanned!(example.span()=> #private::DefaultValue::of::<#ty>(|| #value, false))
    });
    quote! {
        #private::Description {
            title: #title,
            metadata: &[#(#metadata),*],
            examples: &[#(#examples),*],
        }
    }
}

/// One row of the fields that Python does not see.
pub(super) fn skipped_field(field: &SkippedField, class: &Ident) -> TokenStream {
    let private = private();
    let SkippedField { member, ty, default } = field;
    let kind = Kind::of(ty);
    let ty = without_self(ty, class);
    let make = make_default(default, &ty, &kind, class);
    quote! {
        #private::SkippedField::of::<#ty>(
            #private::core::mem::offset_of!(#class, #member),
            #make,
            <#private::Field<#ty, { #private::IsFieldType::<#ty>::VALUE }> as #private::MayHaveTable>::TABLE,
        )
    }
}

/// The table of the field's type; where there is none, the error is at the type.
fn field_table(ty: &TokenStream) -> TokenStream {
    let span = ty.span();
    let private = private_at(span);
    quote_spanned! {span=>
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
    match &default.expr {
        None => {
            let private = private_at(ty.span());
            quote_spanned! {ty.span()=> <#ty as #private::core::default::Default>::default }
        }
        Some(expr) => {
            let value = coerced(expr, kind, class);
            quote_spanned!(expr.span()=> || #value)
        }
    }
}

/// The expression as one of the field's type: a text literal becomes a `String`, an integer literal
/// a float, `Some` of one likewise.
fn coerced(expr: &Expr, kind: &Kind, class: &Ident) -> TokenStream {
    let expr = ungroup(expr);
    let private = private_at(expr.span());
    match (kind, expr) {
        (Kind::Text, Expr::Lit(literal)) if matches!(literal.lit, Lit::Str(_)) => {
            quote_spanned!(expr.span()=> #private::core::convert::From::from(#literal))
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

/// A path as the user wrote it, or nearly: tokens know no spaces.
fn written(path: &ExprPath) -> String {
    let text = quote!(#path).to_string();
    text.replace(" :: ", "::").replace("< ", "<").replace(" >", ">").replace(":: ", "::")
}

/// One constraint on values of `ty`.
fn constraint_row(
    constraint: &Constraint,
    ty: &TokenStream,
    kind: &Kind,
    class: &Ident,
) -> TokenStream {
    // Every token that stands for the option lies at its key: if the rule does not fit the type, the
    // compiler then complains there, and once.
    let span = constraint.span;
    let private = private_at(span);
    let module = quote_spanned!(span=> #private::constraint);
    let fitting = |fits: &str| {
        let fits = Ident::new(fits, span);
        quote_spanned!(span=> <#ty as #module::fits::#fits>::Value)
    };
    let phantom = quote_spanned!(span=> #private::core::marker::PhantomData);
    let parts =
        |rules: &[Constraint], ty: &TokenStream, trait_name: &str, part: &str, kind: &Kind| {
            let (trait_name, part) = (Ident::new(trait_name, span), Ident::new(part, span));
            let ty = quote_spanned!(span=> <#ty as #module::#trait_name>::#part);
            let rows = rules.iter().map(|rule| constraint_row(rule, &ty, kind, class));
            quote_spanned!(span=> &[#(#rows),*], #phantom)
        };
    match (&constraint.rule, kind.required()) {
        (Rule::Limit(relation, limit), required) => {
            let ty = fitting("Limit");
            let relation = Ident::new(relation_name(*relation), span);
            let limit = coerced(limit, required, class);
            quote_spanned! {span=>
                &#module::Limit::<#ty> { relation: #module::Relation::#relation, limit: || { #limit } }
            }
        }
        (Rule::MultipleOf(step), required) => {
            let ty = fitting("MultipleOf");
            let step = coerced(step, required, class);
            quote_spanned!(span=> &#module::MultipleOf::<#ty> { step: || { #step } })
        }
        (Rule::MinLength(length), _) => {
            let ty = fitting("Length");
            let length = without_self(length, class);
            quote_spanned!(span=> &#module::MinLength::<#ty> { length: #length, of: #phantom })
        }
        (Rule::MaxLength(length), _) => {
            let ty = fitting("Length");
            let length = without_self(length, class);
            quote_spanned!(span=> &#module::MaxLength::<#ty> { length: #length, of: #phantom })
        }
        (Rule::Pattern(pattern), _) => {
            let ty = fitting("Pattern");
            quote_spanned! {span=>
                &#module::Pattern::<#ty>(
                    {
                        static REGEX: #module::Regex = #module::Regex::new(#pattern);
                        &REGEX
                    },
                    #phantom,
                )
            }
        }
        (Rule::Each(rules), required) => {
            let item = match required {
                Kind::Items(item) => item,
                _ => &Kind::Unknown,
            };
            let ty = fitting("Each");
            let rows = parts(rules, &ty, "Collection", "Item", item);
            quote_spanned!(span=> &#module::Each::<#ty>(#rows))
        }
        (Rule::Key(rules), required) => {
            let key = match required {
                Kind::Map(key, _) => key,
                _ => &Kind::Unknown,
            };
            let ty = fitting("KeyOrValue");
            let rows = parts(rules, &ty, "Mapping", "Key", key);
            quote_spanned!(span=> &#module::EachKey::<#ty>(#rows))
        }
        (Rule::Value(rules), required) => {
            let value = match required {
                Kind::Map(_, value) => value,
                _ => &Kind::Unknown,
            };
            let ty = fitting("KeyOrValue");
            let rows = parts(rules, &ty, "Mapping", "Value", value);
            quote_spanned!(span=> &#module::EachValue::<#ty>(#rows))
        }
        (Rule::Validate(path), _) => {
            let table = field_table(&at(ty, path.span()));
            user_check(path, ty, &table, class)
        }
    }
}

/// A function of the user's that takes a `ty`.
fn user_check(
    path: &ExprPath,
    ty: &TokenStream,
    table: &TokenStream,
    class: &Ident,
) -> TokenStream {
    let name = written(path);
    let span = path.span();
    let (private, ty) = (private_at(span), at(ty, span));
    let path = without_self(path, class);
    quote_spanned! {span=>
        &#private::constraint::UserCheck::<#ty, _>::of(
            #private::closure!(&#ty => #path),
            #name,
            #table,
        )
    }
}

fn relation_name(relation: Relation) -> &'static str {
    match relation {
        Relation::GreaterOrEqual => "GreaterOrEqual",
        Relation::Greater => "Greater",
        Relation::LessOrEqual => "LessOrEqual",
        Relation::Less => "Less",
    }
}

/// The options, as far as they are not the default.
fn field_options(options: FieldOptions, ty: &TokenStream) -> TokenStream {
    let private = private();
    let FieldOptions { init, kw_only, repr, compare, hash, frozen, secret, view } = options;
    let at = private_at(ty.span());
    let viewable = quote_spanned!(ty.span()=> <#ty as #at::Viewable>::VIEW);
    let changed = [
        (!init, quote!(init: false)),
        (kw_only, quote!(kw_only: true)),
        (!repr, quote!(repr: false)),
        (!compare, quote!(compare: false)),
        (!hash, quote!(hash: false)),
        (frozen, quote!(frozen: true)),
        (secret, quote!(secret: true)),
        (view, quote!(view: #private::core::option::Option::Some(#viewable))),
    ];
    let changed: Vec<_> =
        changed.into_iter().filter(|(is, _)| *is).map(|(_, option)| option).collect();
    if changed.is_empty() {
        quote!(#private::FieldOptions::DEFAULT)
    } else {
        quote!(#private::FieldOptions { #(#changed,)* ..#private::FieldOptions::DEFAULT })
    }
}
