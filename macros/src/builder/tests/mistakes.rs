//! Which combinations are mistakes, and that none is lost or told twice.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::parse_quote;

use super::mistakes;
use crate::builder::attrs::{ContainerAttrs, FieldAttrs};

/// The messages for a class with these fields.
fn mistakes_of_fields(fields: &TokenStream) -> Vec<String> {
    mistakes(&parse_quote!(#[pyclass] struct Server { #fields }))
}

#[test]
fn every_mistake_is_told_once() {
    let found = mistakes(&parse_quote! {
        #[pybuilder(prefx = "a", name = "1")]
        #[pyclass]
        struct Server {
            #[pybuilder(name = "class", set_once = 1)]
            kind: String,
            build: String,
            #[pybuilder(skip)]
            port: u16,
            #[field(skip, default)]
            #[pybuilder(into)]
            cache: String,
            #[pybuilder(name = "kind")]
            other: String,
            #[pybuilder(name = "kind")]
            third: String,
            #[field(default)]
            #[pybuilder(skip, nested)]
            fourth: String,
        }
    });
    let expected = [
        "option `prefx`",
        "`set_once` is a switch",
        "the name of a class",
        "could not call the setter `class`",
        "every builder has `build`",
        "no setter for `port`",
        "`cache` is skipped",
        "`other` has the method `kind`",
        "`nested` means nothing here",
    ];
    for text in expected {
        let times = found.iter().filter(|message| message.contains(text)).count();
        assert_eq!(times, 1, "{text}: {found:#?}");
    }
    assert_eq!(found.len(), expected.len(), "{found:#?}");
}

#[test]
fn a_wrong_option_does_not_take_others_with_it() {
    // Without its name, the field would seem to displace a method.
    let found = mistakes_of_fields(&quote! {
        #[pybuilder(name = "build_", set_onse)]
        build: String,
    });
    assert_eq!(found, ["there is no option `set_onse` here: did you mean `set_once`?"]);
}

#[test]
fn mistakes_of_fields_are_the_other_derives_to_tell() {
    let fields = quote! {
        #[field(ge = 5, le = 3, defalt)]
        port: u16,
        #[field(alias = "1st")]
        first: String,
        #[field(skip)]
        cache: String,
        class: String,
    };
    assert!(mistakes_of_fields(&fields).is_empty(), "{:#?}", mistakes_of_fields(&fields));
}

#[test]
fn names_of_setters() {
    let clash = |fields: TokenStream| mistakes_of_fields(&fields).len();
    assert_eq!(clash(quote!(host: String, maybe_host: String)), 1);
    assert_eq!(clash(quote!(maybe_host: String, host: String)), 1);
    assert_eq!(clash(quote!(host: String, #[pybuilder(name = "host")] at: String)), 1);
    assert_eq!(clash(quote!(#[pybuilder(name = "at")] host: String, host2: String)), 0);
    // A field without a setter takes no name.
    let hidden = quote!(#[field(default)] #[pybuilder(skip)] host: String, maybe_host: String);
    assert_eq!(clash(hidden), 0);
    for name in ["build", "result", "class", "1st", "", "a b", "a.b", "__eq__"] {
        let field = quote!(#[pybuilder(name = #name)] host: String);
        assert_eq!(mistakes_of_fields(&field).len(), 1, "{name}");
    }
    for name in ["r#type", "größe", "_x", "match"] {
        let field = quote!(#[pybuilder(name = #name)] host: String);
        assert_eq!(mistakes_of_fields(&field).is_empty(), !name.contains('#'), "{name}");
    }
}

#[test]
fn a_prefix_makes_names_of_keywords_and_methods() {
    let prefixed = |prefix: &str| {
        mistakes(&parse_quote! {
            #[pybuilder(prefix = #prefix)]
            #[pyclass]
            struct Server {
                #[field(alias = "from")]
                source: String,
                build: String,
            }
        })
        .len()
    };
    assert_eq!(prefixed("with_"), 0);
    assert_eq!(prefixed(""), 2);
    assert_eq!(prefixed("with-"), 1);
}

#[test]
fn skipped_options_are_checked_for_what_builds() {
    let fine = |fields: TokenStream| mistakes_of_fields(&fields).is_empty();
    assert!(fine(quote!(#[field(default)] #[pybuilder(skip)] host: String)));
    assert!(fine(quote!(#[pybuilder(skip)] host: Option<String>)));
    assert!(fine(quote!(#[pybuilder(skip = false)] host: String)));
    assert!(fine(quote!(#[field(skip, default)] #[pybuilder(skip)] host: String)));
    assert!(!fine(quote!(#[pybuilder(skip)] host: String)));
}

#[test]
fn all_options_are_listed() {
    // What a message says of options that there are not.
    let read = |tokens: TokenStream| mistakes_of_fields(&tokens)[0].clone();
    let message = read(quote!(#[pybuilder(zzzzzzzz)] host: String));
    for option in FieldAttrs::OPTIONS {
        assert!(message.contains(&format!("`{option}`")), "{message}");
    }
    let message = mistakes(&parse_quote!(
        #[pybuilder(zzzzzzzz)]
        #[pyclass]
        struct A {}
    ))[0]
        .clone();
    for option in ContainerAttrs::OPTIONS {
        assert!(message.contains(&format!("`{option}`")), "{message}");
    }
}

#[test]
fn what_has_no_builder() {
    let union = quote!(#[pyclass] union Word { bits: u32 });
    assert_eq!(mistakes(&parse_quote!(#union)).len(), 1, "{}", union.to_token_stream());
    assert_eq!(
        mistakes(&parse_quote!(
            struct Server {}
        ))
        .len(),
        1
    );
}
