//! Enums with data as serde itself derives them: the same text, each reads the other's.

use std::collections::BTreeMap;
use std::fmt::Debug;

use pyo3::prelude::*;
use pyo3_classes::PyDataClass;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A class inside a variant, and its twin.
#[derive(PyDataClass, Clone, Debug, PartialEq)]
#[dataclass(json)]
#[pyclass]
struct Dot {
    x: i32,
    y: Option<i32>,
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
struct DotTwin {
    x: i32,
    y: Option<i32>,
}

/// The enum with the attributes for the derive, and for serde.
macro_rules! twins {
    ($ours:ident, $theirs:ident, [$($option:tt)*], { $($variants:tt)* }, { $($twins:tt)* }) => {
        #[derive(PyDataClass, Clone, Debug, PartialEq)]
        #[dataclass(json, $($option)*)]
        enum $ours { $($variants)* }

        #[derive(Serialize, Deserialize, Debug, PartialEq)]
        #[serde($($option)*)]
        enum $theirs { $($twins)* }
    };
}

twins!(External, ExternalTwin, [rename_all = "snake_case"], {
    UnitHere,
    Newtype(i64),
    Inner(Dot),
    HTTPPair(u8, String),
    Named { some_float: f64, map: BTreeMap<String, Vec<bool>> },
    Nested(Vec<External>),
    Optional(Option<u8>),
}, {
    UnitHere,
    Newtype(i64),
    Inner(DotTwin),
    HTTPPair(u8, String),
    Named { some_float: f64, map: BTreeMap<String, Vec<bool>> },
    Nested(Vec<ExternalTwin>),
    Optional(Option<u8>),
});

twins!(Internal, InternalTwin, [tag = "type", rename_all = "camelCase"], {
    UnitHere,
    Inner(Dot),
    Map(BTreeMap<String, i32>),
    Named { some_float: f64, list: Vec<Internal> },
}, {
    UnitHere,
    Inner(DotTwin),
    Map(BTreeMap<String, i32>),
    Named { some_float: f64, list: Vec<InternalTwin> },
});

twins!(Adjacent, AdjacentTwin, [tag = "t", content = "c", rename_all = "SCREAMING-KEBAB-CASE"], {
    UnitHere,
    Newtype(i64),
    Inner(Dot),
    Pair(u8, String),
    Named { some_float: f64, list: Vec<Adjacent> },
    Optional(Option<u8>),
}, {
    UnitHere,
    Newtype(i64),
    Inner(DotTwin),
    Pair(u8, String),
    Named { some_float: f64, list: Vec<AdjacentTwin> },
    Optional(Option<u8>),
});

/// Both write the same, and each reads what the other wrote, with the keys in any order.
fn same<O, T>(ours: &O, theirs: &T)
where
    O: Serialize + DeserializeOwned + PartialEq + Debug,
    T: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let text = serde_json::to_string(theirs).unwrap();
    assert_eq!(serde_json::to_string(ours).unwrap(), text);
    assert_eq!(&serde_json::from_str::<O>(&text).unwrap(), ours);
    assert_eq!(&serde_json::from_str::<T>(&text).unwrap(), theirs);
    let reversed = reversed(&text);
    assert_eq!(&serde_json::from_str::<O>(&reversed).unwrap(), ours, "{reversed}");
    assert_eq!(&serde_json::from_str::<T>(&reversed).unwrap(), theirs, "{reversed}");
    let value = serde_json::from_str::<serde_json::Value>(&text).unwrap();
    assert_eq!(&serde_json::from_value::<O>(value).unwrap(), ours);
}

/// The same value with the keys of objects from the last to the first; the tag comes late then.
fn reversed(text: &str) -> String {
    fn write(value: &serde_json::Value, out: &mut String) {
        match value {
            serde_json::Value::Object(map) => {
                // In the order of the alphabet: "t", "type" after what most fields are called.
                let entries: Vec<_> = map.iter().rev().collect();
                let (tags, others): (Vec<_>, Vec<_>) =
                    entries.into_iter().partition(|(key, _)| *key == "t" || *key == "type");
                out.push('{');
                for (index, (key, value)) in others.into_iter().chain(tags).enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    out.push_str(&serde_json::to_string(key).unwrap());
                    out.push(':');
                    write(value, out);
                }
                out.push('}');
            }
            serde_json::Value::Array(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    write(item, out);
                }
                out.push(']');
            }
            other => out.push_str(&other.to_string()),
        }
    }
    let mut out = String::new();
    write(&serde_json::from_str(text).unwrap(), &mut out);
    out
}

#[test]
fn externally_tagged() {
    let map = || BTreeMap::from([("a".to_owned(), vec![true]), ("b".to_owned(), vec![])]);
    same(&External::UnitHere, &ExternalTwin::UnitHere);
    same(&External::Newtype(-3), &ExternalTwin::Newtype(-3));
    same(&External::Inner(Dot { x: 1, y: None }), &ExternalTwin::Inner(DotTwin { x: 1, y: None }));
    same(&External::HTTPPair(1, "é".into()), &ExternalTwin::HTTPPair(1, "é".into()));
    same(
        &External::Named { some_float: 1.5, map: map() },
        &ExternalTwin::Named { some_float: 1.5, map: map() },
    );
    same(
        &External::Nested(vec![External::UnitHere, External::Newtype(1)]),
        &ExternalTwin::Nested(vec![ExternalTwin::UnitHere, ExternalTwin::Newtype(1)]),
    );
    same(&External::Optional(None), &ExternalTwin::Optional(None));
    same(&External::Optional(Some(2)), &ExternalTwin::Optional(Some(2)));
}

#[test]
fn internally_tagged() {
    let map = || BTreeMap::from([("a".to_owned(), 1), ("u".to_owned(), 2)]);
    same(&Internal::UnitHere, &InternalTwin::UnitHere);
    same(
        &Internal::Inner(Dot { x: 1, y: Some(2) }),
        &InternalTwin::Inner(DotTwin { x: 1, y: Some(2) }),
    );
    same(&Internal::Map(map()), &InternalTwin::Map(map()));
    same(
        &Internal::Named { some_float: 1.5, list: vec![Internal::UnitHere, Internal::Map(map())] },
        &InternalTwin::Named {
            some_float: 1.5,
            list: vec![InternalTwin::UnitHere, InternalTwin::Map(map())],
        },
    );
}

#[test]
fn adjacently_tagged() {
    same(&Adjacent::UnitHere, &AdjacentTwin::UnitHere);
    same(&Adjacent::Newtype(5), &AdjacentTwin::Newtype(5));
    same(&Adjacent::Inner(Dot { x: 1, y: None }), &AdjacentTwin::Inner(DotTwin { x: 1, y: None }));
    same(&Adjacent::Pair(1, "x".into()), &AdjacentTwin::Pair(1, "x".into()));
    same(
        &Adjacent::Named { some_float: 1.5, list: vec![Adjacent::Newtype(1)] },
        &AdjacentTwin::Named { some_float: 1.5, list: vec![AdjacentTwin::Newtype(1)] },
    );
    same(&Adjacent::Optional(None), &AdjacentTwin::Optional(None));
    same(&Adjacent::Optional(Some(1)), &AdjacentTwin::Optional(Some(1)));
}

/// What one refuses, the other refuses.
#[test]
fn refused() {
    for text in [
        "{}",
        "[]",
        "3",
        "null",
        r#""Nothing""#,
        r#"{"newtype":1,"unit_here":null}"#,
        r#"{"newtype":"x"}"#,
        r#""newtype""#,
        r#"{"h_t_t_p_pair":[1]}"#,
        r#"{"h_t_t_p_pair":[1,"x",2]}"#,
        r#"{"named":{"some_float":1.5}}"#,
        r#"{"unit_here":{}}"#,
    ] {
        assert!(serde_json::from_str::<External>(text).is_err(), "{text}");
        assert!(serde_json::from_str::<ExternalTwin>(text).is_err(), "{text}");
    }
    for text in [
        "{}",
        r#"{"x":1}"#,
        r#"{"type":"nothing"}"#,
        r#"{"type":"inner","x":"a"}"#,
        r#"{"x":"a","type":"inner"}"#,
        r#"{"type":"named","some_float":1.5}"#,
        r#"{"type":"named","type":"named","some_float":1.5,"list":[]}"#,
        r#"{"type":3}"#,
    ] {
        assert!(serde_json::from_str::<Internal>(text).is_err(), "{text}");
        assert!(serde_json::from_str::<InternalTwin>(text).is_err(), "{text}");
    }
    for text in [
        "{}",
        r#"{"c":1}"#,
        r#"{"t":"NEWTYPE"}"#,
        r#"{"t":"NEWTYPE","c":"x"}"#,
        r#"{"c":"x","t":"NEWTYPE"}"#,
        r#"{"t":"NEWTYPE","c":1,"c":2}"#,
        r#"{"t":"NAMED"}"#,
        r#"{"t":"UNIT-HERE","c":1}"#,
    ] {
        assert!(serde_json::from_str::<Adjacent>(text).is_err(), "{text}");
        assert!(serde_json::from_str::<AdjacentTwin>(text).is_err(), "{text}");
    }
}

/// Accepted by both: what stands for nothing may be left out, and unknown keys are passed over.
#[test]
fn accepted() {
    for text in
        [r#"{"t":"OPTIONAL"}"#, r#"{"t":"UNIT-HERE","c":null}"#, r#"{"t":"NEWTYPE","z":0,"c":1}"#]
    {
        let ours = serde_json::from_str::<Adjacent>(text).unwrap();
        let theirs = serde_json::from_str::<AdjacentTwin>(text).unwrap();
        same(&ours, &theirs);
    }
    let text = r#"{"z":[1,{"a":null}],"type":"unitHere","y":1}"#;
    assert_eq!(serde_json::from_str::<Internal>(text).unwrap(), Internal::UnitHere);
    assert_eq!(serde_json::from_str::<InternalTwin>(text).unwrap(), InternalTwin::UnitHere);
}
