//! What the derive writes, as readable snapshots, and what it makes of attributes.

mod expansion;
mod mistakes;

use proc_macro2::TokenStream;
use syn::DeriveInput;

use super::attrs::Attrs;
use super::model::Model;

/// The expansion, as rustfmt would show it.
fn expanded(input: TokenStream) -> String {
    let input: DeriveInput = syn::parse2(input).expect("a struct");
    let file = syn::parse2(super::expand(&input)).expect("items");
    prettyplease::unparse(&file)
}

/// The messages of all mistakes, in the order in which they are reported.
fn mistakes(input: &DeriveInput) -> Vec<String> {
    match Attrs::read(input).and_then(Model::new) {
        Ok(_) => Vec::new(),
        Err(errors) => errors.flatten().into_iter().map(|error| error.to_string()).collect(),
    }
}

#[test]
fn alone() {
    insta::assert_snapshot!(expanded(quote::quote! {
        #[pyclass(module = "shop")]
        struct Plain {
            #[field(ge = 1)]
            #[pyo3(get, set)]
            count: u32,
            #[field(skip, default)]
            hidden: u8,
        }
    }));
}

#[test]
fn extends() {
    insta::assert_snapshot!(expanded(quote::quote! {
        #[dataclass(order)]
        #[pybuilder(prefix = "with_")]
        #[pyclass(extends = Base)]
        pub struct Child {
            name: String,
        }
    }));
}

#[test]
fn variants() {
    insta::assert_snapshot!(expanded(quote::quote! {
        #[dataclass(module = "shop", name = "Form")]
        pub(crate) enum Shape {
            #[pybuilder(name = "Rounder")]
            Circle { radius: f64 },
            Empty,
        }
    }));
}

#[test]
fn a_mistake_in_a_field_is_left_to_the_other_derive() {
    let text = expanded(quote::quote! {
        #[pyclass]
        struct Plain {
            #[field(min_lenght = 1)]
            name: String,
        }
    });
    assert!(!text.contains("compile_error"), "{text}");
    assert!(text.contains("IsDataClass:: < Plain > ::VALUE, \"{}\","), "{text}");
    assert!(text.contains("did you mean `min_length`?"), "{text}");
}

#[test]
fn nothing_is_written_twice_for_what_is_surely_a_data_class() {
    let text = expanded(quote::quote! {
        #[dataclass(order)]
        #[pyclass]
        struct Plain {
            name: String,
        }
    });
    assert!(!text.contains("Standalone"), "{text}");
}
