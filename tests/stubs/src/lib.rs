//! The module whose stub file is checked: one class for each thing that a stub says.

use std::collections::HashMap;
use std::time::SystemTime;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyTuple};
use pyo3_classes::{BuilderError, PyBuilder, PyDataClass, ValidationError};

/// What has been ordered.
///
/// With "quotes" and a \ in its docs.
#[derive(PyDataClass, Clone)]
#[dataclass(order, dict, json, stdlib)]
#[pyclass(frozen, module = "typed")]
pub struct Line {
    /// Stock-keeping unit.
    sku: String,
    /// How many.
    #[field(default = 1, ge = 1)]
    qty: u32,
    #[field(default, kw_only)]
    note: Option<String>,
}

/// An order.
#[derive(PyDataClass, Clone)]
#[pyclass(module = "typed")]
pub struct Order {
    /// Order number.
    #[field(frozen)]
    id: u64,
    #[field(default)]
    lines: Vec<Line>,
    #[field(default)]
    weights: HashMap<String, f64>,
    #[field(default = (0, 0.0), alias = "at")]
    place: (i32, f64),
    #[field(default, convert = price)]
    price: f64,
    #[field(default = Color::Red)]
    color: Color,
    #[field(default, init = false)]
    seen: bool,
    #[field(default, view, kw_only)]
    tags: Vec<String>,
    #[field(default)]
    shape: Option<Shape>,
    #[field(default)]
    total: f64,
}

/// A price, or the text of one.
#[derive(FromPyObject)]
enum Price {
    Number(f64),
    Text(String),
}

fn price(price: Price) -> Result<f64, &'static str> {
    match price {
        Price::Number(price) => Ok(price),
        Price::Text(text) => text.parse().map_err(|_| "must be a price"),
    }
}

/// Methods of the user's own.
#[pymethods]
impl Order {
    /// What it costs.
    #[getter]
    fn total(&self) -> f64 {
        self.total + self.price
    }

    /// The most that was ordered.
    fn largest(&self) -> Option<Line> {
        self.lines.iter().max_by_key(|line| line.qty).cloned()
    }
}

/// Fields that are named as the types of others.
#[derive(PyDataClass, PyBuilder, Clone)]
#[pyclass(frozen, module = "typed")]
pub struct Shadows {
    datetime: SystemTime,
    later: Option<SystemTime>,
    property: bool,
    str: String,
    text: String,
}

/// What generic classes hold is not known.
#[derive(PyDataClass)]
#[pyclass(module = "typed")]
pub struct Generics {
    items: Py<PyList>,
    pair: Py<PyTuple>,
    #[field(default)]
    named: Option<Py<PyDict>>,
}

/// An exception.
#[derive(PyDataClass)]
#[pyclass(extends = PyValueError, module = "typed")]
pub struct Failure {
    code: i64,
    #[field(default)]
    text: String,
}

/// A class to extend.
#[derive(PyDataClass, PyBuilder)]
#[dataclass(order, dict, json)]
#[pyclass(frozen, subclass, module = "typed")]
pub struct Animal {
    name: String,
}

/// A class that extends another.
#[derive(PyDataClass, PyBuilder)]
#[dataclass(order)]
#[pyclass(frozen, extends = Animal, module = "typed")]
pub struct Dog {
    /// Whose it is.
    owner: Option<String>,
}

/// Some of its methods are the user's.
#[derive(PyDataClass)]
#[dataclass(repr = false, eq = false, copy = false, pickle = false, match_args = false)]
#[pyclass(module = "typed")]
pub struct Bare {
    anything: Py<PyAny>,
}

/// A colour.
#[derive(PyDataClass, Clone, Copy)]
#[dataclass(module = "typed", methods(label, is_red, mixed(other, parts), faded))]
pub enum Color {
    /// As blood.
    Red,
    /// As grass.
    Green,
}

impl Color {
    fn label(self) -> String {
        format!("{} colour", if self.is_red() { "a red" } else { "a green" })
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the other way to take the value")]
    fn is_red(&self) -> bool {
        matches!(self, Self::Red)
    }

    fn mixed(self, other: Self, parts: Option<String>) -> PyResult<(Self, usize)> {
        let parts = parts.map_or(0, |parts| parts.len());
        if parts == 0 && self.is_red() != other.is_red() {
            return Err(PyValueError::new_err("mixed of nothing"));
        }
        Ok((other, parts))
    }

    fn faded(self, _: Python<'_>, by: f64) -> f64 {
        if self.is_red() { by } else { by / 2.0 }
    }
}

/// A permission.
#[derive(PyDataClass, Clone, Copy)]
#[dataclass(module = "typed", enum = "IntFlag")]
pub enum Permission {
    /// To look.
    Read,
    /// To touch.
    Write,
    /// To run.
    Run,
}

/// A side of the market.
#[derive(PyDataClass, Clone, Copy)]
#[dataclass(module = "typed", enum = "StrEnum")]
pub enum Side {
    /// Bid.
    Buy,
    /// Ask.
    Sell,
}

/// A level.
#[derive(PyDataClass, Clone, Copy)]
#[dataclass(module = "typed", enum = "IntEnum")]
pub enum Level {
    /// Under it all.
    Low = -5,
    /// Over it all.
    High = 10,
}

/// A shape.
#[derive(PyDataClass, Clone)]
#[dataclass(module = "typed", dict, methods(area))]
pub enum Shape {
    /// Round.
    Circle {
        /// From the middle.
        radius: f64,
    },
    /// Not round.
    Square(f64),
    /// A text on the wire.
    Dot,
}

impl Shape {
    fn area(&self) -> f64 {
        match self {
            Self::Circle { radius } => std::f64::consts::PI * radius * radius,
            Self::Square(side) => side * side,
            Self::Dot => 0.0,
        }
    }
}

/// A parcel on its way, which has a builder.
#[derive(PyDataClass, PyBuilder, Clone)]
#[pybuilder(prefix = "with_")]
#[pyclass(frozen, module = "typed")]
pub struct Parcel {
    /// Where it goes.
    address: String,
    #[pybuilder(name = "grams", convert = price)]
    weight: f64,
    #[field(alias = "origin")]
    #[pybuilder(set_once)]
    sender: Option<String>,
    #[field(default)]
    lines: Vec<Line>,
    #[field(default, convert = price)]
    price: f64,
    #[field(default)]
    #[pybuilder(skip)]
    seen: bool,
}

/// A connection, of whose builder type checkers know what is set.
#[derive(PyDataClass, PyBuilder, Clone)]
#[pybuilder(typestate)]
#[pyclass(frozen, module = "typed")]
pub struct Link {
    /// Where it leads.
    host: String,
    port: u16,
    via: Option<String>,
    #[field(default = 30.0)]
    timeout: f64,
}

/// All that a builder with states could ask for is optional.
#[derive(PyDataClass, PyBuilder, Clone)]
#[pybuilder(typestate)]
#[pyclass(frozen, module = "typed")]
pub struct Hint {
    text: Option<String>,
}

/// What a stub file says of data classes.
#[pymodule]
mod typed {
    #[pymodule_export]
    use super::{
        Animal, AnimalBuilder, Bare, BuilderError, Color, Dog, DogBuilder, Failure, Generics, Hint,
        HintBuilder, Level, Line, Link, LinkBuilder, Order, Parcel, ParcelBuilder, Permission,
        Shadows, ShadowsBuilder, Shape, Side, ValidationError,
    };

    use super::pyfunction;

    /// Takes an enum and gives one.
    #[pyfunction]
    fn darker(color: Color) -> Color {
        color
    }
}
