//! Tests of what the derives share.

use quote::{ToTokens, quote};
use syn::{Attribute, Expr, Ident, Type, parse_quote};

use super::docs::{c_string, doc_of};
use super::literal::{Number, is_constant, text_of};
use super::pyclass::{PyClassOptions, PyO3Field, runtime_path};
use super::rust_type::Kind;
use super::self_type::without_self;

fn kind(ty: &str) -> Kind {
    Kind::of(&syn::parse_str::<Type>(ty).expect("a type"))
}

#[test]
fn types_by_their_tokens() {
    assert_eq!(kind("u8"), Kind::Int { min: 0, max: 255 });
    assert_eq!(kind("i8"), Kind::Int { min: -128, max: 127 });
    assert_eq!(kind("core::primitive::u128"), Kind::Int { min: 0, max: u128::MAX });
    assert_eq!(kind("std::string::String"), Kind::Text);
    assert_eq!(kind("pyo3_classes::PyStr"), Kind::Text);
    assert_eq!(kind("Vec<u8>"), Kind::Bytes);
    assert_eq!(kind("(Vec<i64>)"), Kind::Items(Box::new(kind("i64"))));
    assert_eq!(kind("[u8; 3]"), Kind::Items(Box::new(kind("u8"))));
    assert_eq!(kind("HashSet<String, MyHasher>"), Kind::Items(Box::new(Kind::Text)));
    assert_eq!(
        kind("BTreeMap<String, Vec<f32>>"),
        Kind::Map(Box::new(Kind::Text), Box::new(Kind::Items(Box::new(Kind::Float))))
    );
    assert_eq!(kind("Box<Option<bool>>"), Kind::Optional(Box::new(Kind::Bool)));
    assert_eq!(kind("Py<PyAny>"), Kind::Python);
    for unknown in ["Id", "<T as Trait>::Vec", "&'static str", "(u8, u8)", "Vec", "Option", "fn()"]
    {
        assert_eq!(kind(unknown), Kind::Unknown, "{unknown}");
    }
}

#[test]
fn types_of_macro_arguments() {
    // `macro_rules!` wraps `$ty:ty` into an invisible group.
    let inner: Type = parse_quote!(u16);
    let grouped = Type::Group(syn::TypeGroup {
        attrs: Vec::new(),
        group_token: syn::token::Group::default(),
        elem: Box::new(inner),
    });
    assert_eq!(Kind::of(&grouped), kind("u16"));
}

#[test]
fn constraints_look_inside_options() {
    assert_eq!(kind("Option<Option<u8>>").required(), &kind("u8"));
    assert_eq!(kind("Vec<u8>").required(), &Kind::Bytes);
}

#[test]
fn what_may_own_python_objects() {
    for free in ["u8", "Option<String>", "Vec<Vec<f64>>", "HashMap<String, [bool; 2]>"] {
        assert!(kind(free).is_free_of_python(), "{free}");
    }
    for other in ["Py<PyAny>", "Option<Py<PyAny>>", "Vec<Id>", "HashMap<String, Node>", "(u8, u8)"]
    {
        assert!(!kind(other).is_free_of_python(), "{other}");
    }
}

fn number(expr: &str) -> Option<Number> {
    Number::of(&syn::parse_str::<Expr>(expr).expect("an expression"))
}

#[test]
fn numbers() {
    assert_eq!(number("1_000"), Some(Number::Int(1000)));
    assert_eq!(number("0xffu8"), Some(Number::Int(255)));
    assert_eq!(number("-(0b11)"), Some(Number::Int(-3)));
    assert_eq!(number("--1"), Some(Number::Int(1)));
    assert_eq!(number("1f64"), Some(Number::Float(1.0)));
    assert_eq!(number("-1.5e3"), Some(Number::Float(-1500.0)));
    assert_eq!(number("i32::MAX"), None);
    assert_eq!(number("1 + 1"), None);
    assert_eq!(number("\"1\""), None);
    assert_eq!(number("340282366920938463463374607431768211456"), None, "past u128");
    for value in [0, 1, 255, i128::from(i64::MAX), i128::MAX] {
        assert_eq!(number(&value.to_string()), Some(Number::Int(value)));
        assert_eq!(number(&format!("-{value}")), Some(Number::Int(-value)));
    }
}

#[test]
fn numbers_compare_across_kinds() {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let compare = |a: &str, b: &str| number(a).expect("one").compare(number(b).expect("one"));
    assert_eq!(compare("1", "1.0"), Some(Equal));
    assert_eq!(compare("2", "1.5"), Some(Greater));
    assert_eq!(compare("-1", "-0.5"), Some(Less));
    assert_eq!(compare("9007199254740993", "9007199254740992"), Some(Greater), "exact as integers");
}

#[test]
fn texts() {
    let text = |expr: Expr| text_of(&expr);
    assert_eq!(text(parse_quote!("tea")).as_deref(), Some("tea"));
    assert_eq!(text(parse_quote!("tea".to_owned())).as_deref(), Some("tea"));
    assert_eq!(text(parse_quote!("tea".into())).as_deref(), Some("tea"));
    assert_eq!(text(parse_quote!("tea".repeat(2))), None);
    assert_eq!(text(parse_quote!(TEA)), None);
}

#[test]
fn constants() {
    for constant in
        ["1", "-1.5", "LIMIT", "(1, \"a\")", "[1, 2]", "Some(1)", "None", "1 + 2", "&A", "1 as f64"]
    {
        assert!(is_constant(&syn::parse_str(constant).expect("an expression")), "{constant}");
    }
    for other in ["now()", "vec![]", "Vec::new()", "Some(now())", "{ 1 }", "a.b()", "Id(next())"] {
        assert!(!is_constant(&syn::parse_str(other).expect("an expression")), "{other}");
    }
}

#[test]
fn doc_comments() {
    let attrs = |tokens: proc_macro2::TokenStream| -> Vec<Attribute> {
        let item: syn::ItemStruct = parse_quote!(#tokens struct Order;);
        item.attrs
    };
    let lines = attrs(quote! {
        #[doc = " One line."]
        #[doc = ""]
        #[doc = "   indented"]
        #[other]
        #[doc = " trailing   "]
        #[doc(hidden)]
    });
    assert_eq!(doc_of(&lines), "One line.\n\n  indented\ntrailing");
    assert_eq!(doc_of(&attrs(quote!(#[doc = include_str!("x.md")]))), "");
    assert_eq!(doc_of(&[]), "");
    assert_eq!(c_string("a\"b").to_string(), r#"c"a\"b""#);
    assert_eq!(c_string("before\0after").to_string(), r#"c"before""#);
}

#[test]
fn self_is_replaced_everywhere_but_in_other_words() {
    let name: Ident = parse_quote!(Order);
    let replaced = |tokens: proc_macro2::TokenStream| without_self(&tokens, &name).to_string();
    let same = |a: proc_macro2::TokenStream, b: proc_macro2::TokenStream| {
        assert_eq!(replaced(a), b.to_string());
    };
    same(quote!(Self::check), quote!(Order::check));
    same(quote!(<Self as Check>::check), quote!(<Order as Check>::check));
    same(quote!(Vec<[Self; { Self::N }]>), quote!(Vec<[Order; { Order::N }]>));
    same(quote!(self::Selfish("Self")), quote!(self::Selfish("Self")));
    let raw: Ident = parse_quote!(r#struct);
    assert_eq!(without_self(&quote!(Self), &raw).to_string(), "r#struct");
}

#[expect(clippy::needless_pass_by_value, reason = "so that calls read well")]
fn class(tokens: proc_macro2::TokenStream) -> Option<PyClassOptions> {
    let item: syn::ItemStruct = parse_quote!(#tokens struct r#struct;);
    PyClassOptions::find(&item.attrs)
}

#[test]
fn pyclass_in_all_its_spellings() {
    let name: Ident = parse_quote!(r#struct);
    for tokens in [
        quote!(#[pyclass]),
        quote!(#[pyo3::pyclass]),
        quote!(#[::pyo3::pyclass()]),
        quote!(#[pyclass(frozen)]),
        quote!(#[doc = "text"] #[pyclass(frozen, module = "shop",)]),
    ] {
        let options = class(tokens.clone()).unwrap_or_else(|| panic!("{tokens}"));
        assert_eq!(options.name(&name), "struct");
    }
    assert!(class(quote!(#[dataclass(order)])).is_none());
    assert!(class(quote!(#[pyo3(module = "shop")])).is_none());
}

#[test]
fn pyclass_options_and_those_of_a_separate_attribute() {
    let name: Ident = parse_quote!(Order);
    let options = class(quote! {
        #[pyclass(frozen, extends = Base<u8, u8>, freelist = 3, name = "Rechnung")]
        #[pyo3(module = "shop.parts", rename_all = "camelCase")]
    })
    .expect("a class");
    for key in ["frozen", "extends", "freelist", "module", "rename_all"] {
        assert!(options.has(key), "{key}");
    }
    assert!(!options.has("subclass"));
    assert_eq!(options.name(&name), "Rechnung");
    assert!(options.rename_all().is_some());
    // Not ours to report: PyO3 does.
    let odd = class(quote!(#[pyclass(rename_all = "sPoNgE", name)])).expect("a class");
    assert!(odd.rename_all().is_none());
    assert_eq!(odd.name(&name), "Order");
}

#[test]
fn names_of_attributes() {
    let name = |field: proc_macro2::TokenStream, class_tokens: proc_macro2::TokenStream| {
        let item: syn::ItemStruct = parse_quote!(struct Order { #field });
        let field = item.fields.iter().next().expect("a field");
        let rule = class(class_tokens).expect("a class").rename_all();
        let ident = field.ident.as_ref().expect("a name");
        PyO3Field::of(&field.attrs).name(ident, rule)
    };
    let plain = || quote!(#[pyclass]);
    assert_eq!(name(quote!(unit_price: f64), plain()), "unit_price");
    assert_eq!(name(quote!(r#type: f64), plain()), "type");
    assert_eq!(name(quote!(#[pyo3(get, name = "price")] unit_price: f64), plain()), "price");
    for (rule, expected) in [
        ("camelCase", "unitPrice"),
        ("PascalCase", "UnitPrice"),
        ("SCREAMING_SNAKE_CASE", "UNIT_PRICE"),
        ("UPPERCASE", "UNIT_PRICE"),
        ("lowercase", "unit_price"),
        ("snake_case", "unit_price"),
        ("kebab-case", "unit-price"),
    ] {
        let class = quote!(#[pyclass(rename_all = #rule)]);
        assert_eq!(name(quote!(unit_price: f64), class.clone()), expected);
        assert_eq!(name(quote!(#[pyo3(name = "p")] unit_price: f64), class), "p");
    }
}

#[test]
fn path_of_the_runtime() {
    let path = |tokens: proc_macro2::TokenStream| {
        let item: syn::ItemStruct = parse_quote!(#tokens struct Order;);
        runtime_path(&item.attrs, "dataclass").to_token_stream().to_string().replace(' ', "")
    };
    assert_eq!(path(quote!()), "::pyo3_classes");
    assert_eq!(path(quote!(#[dataclass(order)])), "::pyo3_classes");
    assert_eq!(
        path(quote!(#[dataclass(nonsense = 3, crate = "facade::classes")])),
        "facade::classes"
    );
    assert_eq!(path(quote!(#[dataclass(crate = ::facade::classes)])), "::facade::classes");
    assert_eq!(path(quote!(#[dataclass(crate = 3)])), "::pyo3_classes");
}
