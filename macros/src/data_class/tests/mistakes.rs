//! Which combinations are mistakes, and that none is lost or told twice.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::parse_quote;

use super::{is_fine, mistakes, mistakes_of_field};
use crate::data_class::attrs::{ContainerAttrs, FieldAttrs};

#[test]
fn every_mistake_is_told_once() {
    let found = mistakes(&parse_quote! {
        #[dataclass(ordr, repr = 3)]
        #[pyclass(new = "from_fields")]
        struct Order {
            #[field(ge = 5, le = 3)]
            id: u64,
            #[field(gt = 1, ge = 5)]
            number: u64,
            #[field(min_lenght = 1, max_length = -1)]
            name: String,
            #[field(default = 0, gt = 0)]
            qty: u8,
            #[field(skip)]
            cache: Option<String>,
            #[field(default, alias = "1st", each(ge = 1))]
            tags: Vec<String>,
            #[field(default, each(patern = "a"))]
            names: Vec<String>,
        }
    });
    let expected = [
        "option `ordr`",
        "`repr` is a switch",
        "option `min_lenght`",
        "option `patern`",
        "generates `__new__`",
        "no value is both",
        "`ge` is a second lower limit",
        "a length is an integer",
        "the default breaks",
        "`cache` is skipped",
        "an alias is the name",
        "an item of `tags` is text",
    ];
    for text in expected {
        let times = found.iter().filter(|message| message.contains(text)).count();
        assert_eq!(times, 1, "{text}: {found:#?}");
    }
    assert_eq!(found.len(), expected.len(), "{found:#?}");
}

#[test]
fn a_wrong_option_does_not_take_others_with_it() {
    // Without its default, the second field would seem to be misplaced; without `kw_only`, the third.
    let found = mistakes(&parse_quote! {
        #[dataclass(ordr)]
        #[pyclass]
        struct Order {
            #[field(default = 1)]
            id: u64,
            #[field(default = 2, rpr = false)]
            qty: u64,
            #[field(kw_only, kw_only)]
            name: String,
        }
    });
    assert_eq!(found.len(), 3, "{found:#?}");
}

/// The range of an integer type is where its limits and defaults may lie.
#[test]
fn limits_lie_in_the_range_of_the_type() {
    fn check<T: ToTokens>(ty: &TokenStream, least: &T, greatest: &T, outside: &[TokenStream]) {
        for limit in ["ge", "gt", "le", "lt", "multiple_of"] {
            let key = syn::Ident::new(limit, proc_macro2::Span::call_site());
            let takes_zero_and_less = limit != "multiple_of";
            assert!(is_fine(&quote!(#[field(#key = #greatest)] x: #ty)), "{limit} {ty}");
            assert_eq!(
                is_fine(&quote!(#[field(#key = #least)] x: #ty)),
                takes_zero_and_less,
                "{limit} {ty}"
            );
            for outside in outside {
                assert!(!is_fine(&quote!(#[field(#key = #outside)] x: #ty)), "{outside} {ty}");
                assert!(!is_fine(&quote!(#[field(#key = #outside)] x: Option<#ty>)));
                assert!(!is_fine(&quote!(#[field(each(#key = #outside))] x: Vec<Box<#ty>>)));
            }
        }
    }
    macro_rules! check {
        ($($ty:ident)*) => { $({
            let (least, greatest) = (i128::from($ty::MIN), i128::from($ty::MAX));
            let outside = [number(least - 1), number(greatest + 1), quote!(1.5)];
            check(&quote!($ty), &number(least), &number(greatest), &outside);
        })* };
    }
    check!(i8 i16 i32 i64 u16 u32 u64);
}

/// An integer literal, with its minus as a token of its own.
fn number(value: i128) -> TokenStream {
    let digits = Literal::u128_unsuffixed(value.unsigned_abs());
    if value < 0 { quote!(-#digits) } else { quote!(#digits) }
}

/// Two limits on an integer leave something between them exactly if some integer obeys both.
#[test]
fn limits_leave_something_between_them() {
    for low in -3..=3_i32 {
        for high in -3..=3_i32 {
            let obeys = |above: fn(i32, i32) -> bool, below: fn(i32, i32) -> bool| {
                (-5..=5).any(|value| above(value, low) && below(value, high))
            };
            let (ge, gt): (fn(i32, i32) -> bool, fn(i32, i32) -> bool) =
                (|a, b| a >= b, |a, b| a > b);
            let (le, lt): (fn(i32, i32) -> bool, fn(i32, i32) -> bool) =
                (|a, b| a <= b, |a, b| a < b);
            let (low, high) = (number(low.into()), number(high.into()));
            for (options, possible) in [
                (quote!(ge = #low, le = #high), obeys(ge, le)),
                (quote!(ge = #low, lt = #high), obeys(ge, lt)),
                (quote!(gt = #low, le = #high), obeys(gt, le)),
                (quote!(gt = #low, lt = #high), obeys(gt, lt)),
            ] {
                assert_eq!(is_fine(&quote!(#[field(#options)] x: i32)), possible, "{options}");
            }
        }
    }
    assert!(is_fine(&quote!(#[field(gt = 4, lt = 5)] x: f64)));
    assert!(!is_fine(&quote!(#[field(gt = 4, lt = 4.0)] x: f64)));
    assert!(is_fine(&quote!(#[field(gt = LOW, lt = 4)] x: i32)), "a constant is not known here");
}

/// A default that is written out breaks its constraint exactly if the comparison says so.
#[test]
fn defaults_keep_their_constraints() {
    for default in -3..=3_i128 {
        for limit in -3..=3_i128 {
            let (value, bound) = (number(default), number(limit));
            for (key, holds) in [
                (quote!(ge), default >= limit),
                (quote!(gt), default > limit),
                (quote!(le), default <= limit),
                (quote!(lt), default < limit),
            ] {
                for field in [
                    quote!(#[field(default = #value, #key = #bound)] x: i64),
                    quote!(#[field(default = #value, #key = #bound)] x: f64),
                    quote!(#[field(default = Some(#value), #key = #bound)] x: Option<i64>),
                ] {
                    assert_eq!(is_fine(&field), holds, "{field}");
                }
            }
        }
    }
    for (text, length) in [("", 0_usize), ("a", 1), ("äöü", 3), ("🙂🙂", 2)] {
        for limit in 0..5_usize {
            let min = quote!(#[field(default = #text, min_length = #limit)] x: String);
            assert_eq!(is_fine(&min), length >= limit, "{min}");
            let max = quote!(#[field(default = #text, max_length = #limit)] x: String);
            assert_eq!(is_fine(&max), length <= limit, "{max}");
        }
    }
}

#[test]
fn rules_fit_types() {
    let fits = |rule: TokenStream| {
        let types: [TokenStream; 9] = [
            quote!(u8),
            quote!(f32),
            quote!(bool),
            quote!(char),
            quote!(String),
            quote!(Vec<u8>),
            quote!([u16; 3]),
            quote!(HashMap<String, u16>),
            quote!(Py<PyAny>),
        ];
        let fitting = types.iter().filter(|ty| is_fine(&quote!(#[field(#rule)] x: Option<#ty>)));
        fitting.map(|ty| ty.to_string().replace(' ', "")).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(fits(quote!(ge = 1)), "u8 f32");
    assert_eq!(fits(quote!(multiple_of = 1)), "u8 f32");
    assert_eq!(fits(quote!(min_length = 1)), "String Vec<u8> [u16;3] HashMap<String,u16>");
    assert_eq!(fits(quote!(each(ge = 1))), "[u16;3]");
    assert_eq!(fits(quote!(key(min_length = 1))), "HashMap<String,u16>");
    assert_eq!(fits(quote!(value(ge = 1))), "HashMap<String,u16>");
    if cfg!(feature = "pattern") {
        assert_eq!(fits(quote!(pattern = "a")), "String");
    }
    // An alias hides its type: the runtime's traits decide.
    assert!(is_fine(&quote!(#[field(ge = 1, min_length = 1, each(ge = 1), key(ge = 1))] x: Id)));
}

#[cfg(not(feature = "pattern"))]
#[test]
fn patterns_need_their_feature() {
    let found = mistakes_of_field(&quote!(#[field(pattern = "a")] x: String));
    assert!(found[0].contains("features = [\"pattern\"]"), "{found:?}");
}

/// The lists in messages name every option there is, and nothing else.
#[test]
fn lists_of_options_are_complete() {
    for option in FieldAttrs::OPTIONS {
        let option = syn::parse_str::<TokenStream>(option).expect("an identifier");
        let found = mistakes_of_field(&quote!(#[field(#option)] x: u8));
        assert!(!found.iter().any(|message| message.contains("no option")), "{found:?}");
    }
    for option in ContainerAttrs::OPTIONS {
        let option = syn::parse_str::<TokenStream>(option).expect("an identifier");
        let found = mistakes(&parse_quote!(
            #[dataclass(#option)]
            #[pyclass]
            struct Order {
                x: u8,
            }
        ));
        assert!(!found.iter().any(|message| message.contains("no option")), "{found:?}");
    }
    // What is missing here shows as a field of the attribute's struct that no name stands for.
    let fields = |debug: &str| debug.matches(": None").count();
    // `as` is read apart from the others.
    assert_eq!(fields(&format!("{:?}", FieldAttrs::default())), FieldAttrs::OPTIONS.len() - 1);
    // `variant` and `alone` are the derive's own words.
    let of_class = fields(&format!("{:?}", ContainerAttrs::default())) - 2;
    assert_eq!(of_class, ContainerAttrs::OPTIONS.len());
}

#[test]
fn parameters_follow_pythons_order() {
    let fine =
        |body: TokenStream| mistakes(&parse_quote!(#[pyclass] struct Order { #body })).is_empty();
    assert!(fine(quote!(a: u8, #[field(default)] b: u8)));
    assert!(!fine(quote!(#[field(default)] a: u8, b: u8)));
    assert!(fine(quote!(#[field(default)] a: u8, #[field(kw_only)] b: u8)));
    assert!(fine(quote!(#[field(default, kw_only)] a: u8, b: u8)));
    assert!(fine(quote!(#[field(init = false, default)] a: u8, b: u8)));
    assert!(fine(quote!(#[field(skip, default)] a: u8, b: u8)));
    assert!(!fine(quote!(a: u8, #[field(alias = "a")] b: u8)));
    assert!(fine(quote!(#[field(alias = "b")] a: u8, #[field(alias = "a")] b: u8)));
}

#[test]
fn with_stdlib_no_alias_is_the_name_of_another_field() {
    let found = |body: TokenStream| {
        mistakes(&parse_quote!(#[dataclass(stdlib)] #[pyclass] struct Order { #body })).len()
    };
    assert_eq!(found(quote!(#[field(alias = "b")] a: u8, #[field(alias = "a")] b: u8)), 2);
    assert_eq!(found(quote!(#[field(alias = "b")] a: u8, #[field(alias = "c")] b: u8)), 1);
    assert_eq!(found(quote!(#[field(alias = "c")] a: u8, #[field(alias = "d")] b: u8)), 0);
}

#[test]
fn defaults_are_of_their_type() {
    for wrong in [quote!(256), quote!(-1), quote!(1.5), quote!(Some(256))] {
        assert_eq!(
            mistakes_of_field(&quote!(#[field(default = #wrong, ge = 1)] x: Option<u8>)).len(),
            1
        );
    }
    assert!(is_fine(&quote!(#[field(default = 255)] x: u8)));
    assert!(is_fine(&quote!(#[field(default = 1)] x: f64)));
    assert!(is_fine(&quote!(#[field(default = 256)] x: Id)), "the compiler knows");
}

#[test]
fn views_change_collections() {
    for ty in [quote!(Vec<u8>), quote!(Option<Vec<u64>>), quote!([u64; 3]), quote!(String)] {
        assert_eq!(mistakes_of_field(&quote!(#[field(view)] x: #ty)).len(), 1, "{ty}");
    }
    for options in [
        quote!(view, frozen),
        quote!(view, convert = f),
        quote!(view, as = Vec<u64>),
        quote!(view, skip, default),
    ] {
        assert_eq!(mistakes_of_field(&quote!(#[field(#options)] x: Vec<u64>)).len(), 1);
    }
    for ty in [quote!(Vec<u64>), quote!(HashMap<u8, u8>), quote!(BTreeSet<u8>), quote!(Ids)] {
        assert!(is_fine(&quote!(#[field(view)] x: #ty)));
        assert!(is_fine(&quote!(#[field(view = false, frozen)] x: #ty)));
    }
    for options in [quote!(frozen), quote!(get_all)] {
        let found = mistakes(&parse_quote! {
            #[pyclass(#options)]
            struct Order {
                #[field(view)]
                tags: Vec<String>,
            }
        });
        assert_eq!(found.len(), 1);
    }
}
