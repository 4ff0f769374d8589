//! Enums as members of Python's own `enum` classes, and everything that they pass through.

use std::collections::{BTreeMap, HashMap};

use pyo3::exceptions::PyLookupError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use pyo3_classes::PyDataClass;

use crate::Text;

/// A colour.
#[derive(PyDataClass, Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[dataclass(module = "pyo3_classes_fixture", methods(label, is_warm, opposite, tags, fail, r#type))]
pub(crate) enum Color {
    /// Warm.
    #[default]
    Red,
    Green,
    /// Cold.
    Blue,
}

impl Color {
    fn label(self) -> String {
        format!("{self:?}!").to_lowercase()
    }

    fn is_warm(&self) -> bool {
        *self == Self::Red
    }

    /// `Result` is PyO3's to convert.
    fn opposite(self) -> Result<Self, PyErr> {
        match self {
            Self::Red => Ok(Self::Green),
            Self::Green => Ok(Self::Red),
            Self::Blue => Err(PyLookupError::new_err("nothing is opposite to blue")),
        }
    }

    fn tags(&self) -> Vec<&'static str> {
        vec!["a", "b"]
    }

    fn fail(&self) -> Result<(), std::num::ParseIntError> {
        "x".parse::<i32>().map(|_| ())
    }

    fn r#type(self) -> Option<u8> {
        (self != Self::Red).then_some(self as u8)
    }
}

/// Methods that take arguments, with names and without.
#[derive(PyDataClass, Clone, Copy, Debug, PartialEq, Eq)]
#[dataclass(
    module = "pyo3_classes_fixture",
    methods(scaled(by, offset), plain(), mixed, one, told(py, r#type), kept(label), most)
)]
pub(crate) enum Step {
    Up = 1,
    Down = 2,
}

impl Step {
    fn scaled(self, by: i32, offset: Option<f64>) -> f64 {
        f64::from(self as i32 * by) + offset.unwrap_or(0.0)
    }

    fn plain(self) -> Self {
        self
    }

    fn mixed(&self, other: Self, names: Vec<String>) -> PyResult<bool> {
        if names.is_empty() {
            return Err(PyLookupError::new_err("no names"));
        }
        Ok(*self == other)
    }

    fn one(self, text: Text<'_>) -> String {
        format!("{self:?} {text}")
    }

    /// With the interpreter's token, and an argument named as it.
    fn told<'py>(
        self,
        token: Python<'py>,
        py: Bound<'py, PyAny>,
        r#type: Bound<'py, PyDict>,
    ) -> PyResult<Bound<'py, PyDict>> {
        let told = r#type.copy()?;
        told.set_item(py, token.None())?;
        Ok(told)
    }

    /// What it returns is borrowed from what it takes.
    fn kept<'a>(&'a self, label: Text<'a>) -> Text<'a> {
        label
    }

    fn most(&self, aa: u8, bb: u8, cc: u8, dd: u8, ee: u8, ff: u8) -> [u8; 6] {
        [aa, bb, cc, dd, ee, ff]
    }
}

/// Discriminants are the values.
#[derive(PyDataClass, Clone, Copy, PartialEq, Eq, Hash)]
#[dataclass(enum = "IntEnum", module = "pyo3_classes_fixture", lax)]
pub(crate) enum Level {
    Low = -1,
    Middle,
    High = 10,
}

// No doc comment: the class has what Python gives it. The base is Python's default, too.
#[derive(PyDataClass, Clone, Copy)]
pub(crate) enum Undocumented {
    First = 3,
    Second,
}

/// Two names of one value; values of many kinds.
#[derive(PyDataClass, Clone, Copy)]
#[dataclass(module = "pyo3_classes_fixture", lax)]
pub(crate) enum Mixed {
    #[field(value = 1)]
    One,
    #[field(value = "two")]
    Two,
    #[field(value = (1.5, vec!["x"]))]
    Pair,
    #[field(value = 1)]
    Uno,
    #[field(value = 2)]
    Next,
}

/// A side of the market.
#[derive(PyDataClass, Clone, Copy)]
#[dataclass(enum = "StrEnum", module = "pyo3_classes_fixture", lax, methods(sign))]
pub(crate) enum Side {
    /// Bid.
    Buy,
    #[field(value = "s")]
    Sell,
    #[field(value = "s")]
    Short,
}

impl Side {
    const fn sign(self) -> i32 {
        match self {
            Self::Buy => 1,
            Self::Sell | Self::Short => -1,
        }
    }
}

/// What may be done, as a flag that is no number.
#[derive(PyDataClass, Clone, Copy)]
#[dataclass(enum = "Flag", module = "pyo3_classes_fixture", name = "Rights", methods(letter))]
pub(crate) enum RustRights {
    Read,
    Write,
    Run,
}

impl RustRights {
    fn letter(self) -> char {
        match self {
            Self::Read => 'r',
            Self::Write => 'w',
            Self::Run => 'x',
        }
    }
}

/// What may be done, as Unix counts it.
#[derive(PyDataClass, Clone, Copy)]
#[dataclass(enum = "IntFlag", module = "pyo3_classes_fixture", lax)]
pub(crate) enum Perm {
    R = 4,
    W = 2,
    X = 1,
}

/// Exported by `add_enum`.
#[derive(PyDataClass, Clone, Copy)]
enum Planet {
    Earth,
    r#Mars,
}

/// A module that is no declarative one.
#[pyfunction]
pub(crate) fn sky(py: Python<'_>) -> PyResult<Bound<'_, PyModule>> {
    let module = PyModule::new(py, "sky")?;
    pyo3_classes::add_enum::<Planet>(&module)?;
    Ok(module)
}

/// Enums in fields of every kind.
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub(crate) struct Paint {
    color: Color,
    #[field(default = Side::Sell)]
    side: Side,
    #[field(default)]
    maybe: Option<Color>,
    #[field(default, max_length = 3)]
    all: Vec<Color>,
    #[field(default)]
    counts: HashMap<Color, i64>,
    #[field(default)]
    sides: BTreeMap<String, Side>,
    #[field(default = (Color::Green, Level::High))]
    pair: (Color, Level),
}

/// One that can change.
#[derive(PyDataClass, Clone)]
#[dataclass(order)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct Setting {
    #[field(default = Level::Low)]
    level: Level,
    #[field(default, validate = not_blue)]
    color: Color,
    #[field(default = Perm::R)]
    perm: Perm,
    #[field(default = RustRights::Read)]
    rights: RustRights,
    #[field(default = Mixed::One)]
    mixed: Mixed,
}

fn not_blue(color: &Color) -> Result<(), String> {
    if *color == Color::Blue { Err("must not be blue".to_owned()) } else { Ok(()) }
}

#[pyfunction]
pub(crate) fn opposite(color: Color) -> PyResult<Color> {
    color.opposite()
}

#[pyfunction]
#[pyo3(signature = (colors, default = Color::Red, extra = None))]
pub(crate) fn count_colors(
    colors: Vec<Color>,
    default: Color,
    extra: Option<Color>,
) -> (HashMap<Color, usize>, Option<Color>) {
    let mut counts = HashMap::new();
    for color in colors.into_iter().chain([default]).chain(extra) {
        *counts.entry(color).or_insert(0) += 1;
    }
    (counts, extra)
}

#[pyfunction]
pub(crate) fn level_of(by_level: HashMap<Level, i64>, side: Side) -> i64 {
    by_level.values().sum::<i64>() * i64::from(side.sign())
}

/// The position of the variant that is found.
#[pyfunction]
pub(crate) fn mixed_position(mixed: Mixed) -> u8 {
    mixed as u8
}

#[pyfunction]
pub(crate) fn perm_bits(perm: Perm) -> i32 {
    perm as i32
}

#[pyfunction]
pub(crate) fn rights_letter(rights: RustRights) -> char {
    rights.letter()
}
