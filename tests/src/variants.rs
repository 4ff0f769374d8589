//! Enums whose variants have data.

use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

/// A shape.
#[derive(PyDataClass, Clone, Debug)]
#[dataclass(module = "pyo3_classes_fixture", order, methods(area, check, grown(by)))]
pub(crate) enum Shape {
    /// Round.
    Circle {
        /// From the middle.
        #[field(gt = 0.0)]
        radius: f64,
    },
    Rect(#[field(ge = 0.0)] f64, #[field(ge = 0.0, default = 1.0)] f64),
    Empty,
    Named {
        name: String,
        #[field(default)]
        tags: Vec<String>,
    },
}

impl Shape {
    fn area(&self) -> f64 {
        match self {
            Self::Circle { radius } => radius * radius * 3.0,
            Self::Rect(width, height) => width * height,
            _ => 0.0,
        }
    }

    fn grown(&self, by: f64) -> Self {
        match self {
            Self::Circle { radius } => Self::Circle { radius: radius * by },
            other => other.clone(),
        }
    }

    fn check(self) -> PyResult<bool> {
        match self {
            Self::Empty => Err(pyo3::exceptions::PyKeyError::new_err("empty")),
            _ => Ok(true),
        }
    }
}

#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub(crate) struct Gallery {
    shape: Shape,
    #[field(default)]
    shapes: Vec<Shape>,
    #[field(default)]
    last: Option<Box<Shape>>,
}

#[pyfunction]
pub(crate) fn double(shape: Shape) -> Shape {
    match shape {
        Shape::Circle { radius } => Shape::Circle { radius: radius * 2.0 },
        Shape::Rect(width, height) => Shape::Rect(width * 2.0, height * 2.0),
        other => other,
    }
}

/// No `Clone`, for the sake of a Python object.
#[derive(PyDataClass)]
#[dataclass(module = "pyo3_classes_fixture")]
pub(crate) enum Parcel {
    Object { content: Py<PyAny> },
    Letters(Vec<Py<PyAny>>, #[field(default)] Option<String>),
    Empty,
}

/// May hold itself, by way of a variant.
#[derive(PyDataClass)]
#[pyclass(module = "pyo3_classes_fixture", weakref)]
pub(crate) struct Mailbox {
    parcel: Parcel,
}
