//! Enums on the wire, and classes with serde impls of their own.

use std::collections::BTreeMap;

use pyo3::prelude::*;
use pyo3_classes::PyDataClass;
use serde::{Deserialize, Serialize};

use crate::wire::WireLine;

/// Members are texts.
#[derive(PyDataClass, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[dataclass(enum = "StrEnum", module = "pyo3_classes_fixture")]
pub(crate) enum WireColor {
    Red,
    #[field(value = "dark green")]
    Green,
}

/// Members are integers.
#[derive(PyDataClass, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[dataclass(enum = "IntEnum", module = "pyo3_classes_fixture", lax)]
pub(crate) enum WireLevel {
    Low = -1,
    High = 10,
}

/// Members of many kinds.
#[derive(PyDataClass, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[dataclass(module = "pyo3_classes_fixture")]
pub(crate) enum WireMixed {
    #[field(value = 1)]
    One,
    #[field(value = "two")]
    Two,
    #[field(value = (1.5, "x"))]
    Pair,
    #[field(value = 1)]
    Uno,
    #[field(value = u64::MAX)]
    Wide,
}

/// Flags.
#[derive(PyDataClass, Clone, Copy, Debug, PartialEq, Eq)]
#[dataclass(enum = "IntFlag", module = "pyo3_classes_fixture")]
pub(crate) enum WirePerm {
    Read = 1,
    Write = 2,
}

/// A class that holds them.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct WirePalette {
    color: WireColor,
    level: WireLevel,
    #[field(default = WireMixed::One)]
    mixed: WireMixed,
    #[field(default)]
    perm: Option<WirePerm>,
    #[field(default)]
    colors: Vec<WireColor>,
    #[field(default)]
    by_color: BTreeMap<WireColor, i32>,
    #[field(default)]
    by_level: BTreeMap<WireLevel, WireColor>,
    #[field(default)]
    by_mixed: BTreeMap<WireMixed, bool>,
}

/// Externally tagged.
#[derive(PyDataClass, Clone, Debug, PartialEq)]
#[dataclass(module = "pyo3_classes_fixture", dict, json, schema, pydantic)]
pub(crate) enum WireShape {
    Point,
    Circle {
        #[field(gt = 0.0)]
        radius: f64,
        #[field(default)]
        label: Option<String>,
        #[field(skip, default = 7)]
        hidden: u8,
    },
    Meters(#[field(ge = 0.0)] f64),
    Pair(i8, #[field(min_length = 1)] String),
    Group(Vec<WireShape>),
    Maybe(Option<Box<WireShape>>),
    Painted {
        color: WireColor,
        by_level: BTreeMap<i32, WireShape>,
    },
}

/// Internally tagged.
#[derive(PyDataClass, Clone)]
#[dataclass(
    module = "pyo3_classes_fixture",
    dict,
    json,
    schema,
    pydantic,
    tag = "type",
    rename_all = "snake_case",
    deny_unknown_fields
)]
pub(crate) enum WireEvent {
    Started,
    KeyPressed {
        key: char,
        #[field(default, alias = "howOften")]
        times: u8,
        #[field(default)]
        data: Vec<u8>,
    },
    Line(WireLine),
}

/// Adjacently tagged.
#[derive(PyDataClass, Clone)]
#[dataclass(
    module = "pyo3_classes_fixture",
    dict,
    json,
    schema,
    pydantic,
    tag = "t",
    content = "c",
    rename_all = "SCREAMING-KEBAB-CASE"
)]
pub(crate) enum WireCommand {
    StopNow,
    MoveTo { x: i32, y: i32 },
    Say(#[field(min_length = 1)] String),
    Swap(i32, i32),
    Perhaps(Option<i32>),
}

/// A class that holds them all.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json, schema, pydantic)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct WireLog {
    #[field(default)]
    shapes: Vec<WireShape>,
    #[field(default)]
    events: Vec<WireEvent>,
    #[field(default)]
    commands: BTreeMap<String, WireCommand>,
    #[field(default)]
    last: Option<WireEvent>,
}

/// serde by hand: a text.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json, serde = false)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct WireVersion {
    #[field(ge = 1)]
    major: u32,
    #[field(default)]
    minor: u32,
}

impl Serialize for WireVersion {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}.{}", self.major, self.minor))
    }
}

impl<'de> Deserialize<'de> for WireVersion {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let parsed = text.split_once('.').and_then(|(major, minor)| {
            Some(Self { major: major.parse().ok()?, minor: minor.parse().ok()? })
        });
        parsed.ok_or_else(|| serde::de::Error::custom("a version is two numbers"))
    }
}

/// serde's own derive, below, and a hook.
#[derive(PyDataClass, Clone)]
#[dataclass(json, serde = false, validate = WireRelease::check)]
#[pyclass(module = "pyo3_classes_fixture")]
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub(crate) struct WireRelease {
    version: WireVersion,
    #[serde(default)]
    #[field(default, max_length = 5)]
    name: String,
}

impl WireRelease {
    fn check(&self) -> Result<(), String> {
        if self.name == "bad" { Err("a bad name".to_owned()) } else { Ok(()) }
    }
}

/// Holds classes that have their own.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct WireReleases {
    releases: Vec<WireRelease>,
    version: WireVersion,
}
