//! A value that is not of its field's type: what was expected, what came, and where.

use std::fmt::{self, Display, Write as _};

use pyo3::exceptions::{PyArithmeticError, PyOverflowError, PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyInt;

use super::{HIDDEN, Report};

/// One step of the path from a field to the value at fault.
#[derive(Debug)]
pub enum Step {
    /// The item at a position of a sequence.
    Index(usize),
    /// The value under a key of a mapping, or an item of a set, by its `repr`.
    Key(String),
}

impl Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Index(index) => index.fmt(f),
            Self::Key(key) => key.fmt(f),
        }
    }
}

/// Why a Python value could not become a field's Rust value.
///
/// [`FieldType::from_py`](crate::FieldType::from_py) returns it without knowing which class and
/// field the value is for; containers add the path inside the field, and the class adds its own
/// name and the field's when the error leaves for Python.
#[derive(Debug)]
pub struct ConvertError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    /// From the value up to the field: reversed when printed.
    path: Vec<Step>,
    reason: Reason,
}

#[derive(Debug)]
enum Reason {
    Type { expected: String, got: String },
    Range { expected: String, value: Py<PyAny> },
    Length { expected: String, len: usize },
    Raised { got: String, error: PyErr },
    Rejected { message: String, value: Py<PyAny> },
}

/// A value that a conversion of the user's did not accept, and what that said.
pub(crate) struct Problem {
    message: String,
    value: Py<PyAny>,
}

impl Problem {
    /// Reports it, for a field. What was said of a secret value may quote it.
    pub(crate) fn report(&self, name: &str, secret: bool, report: &mut Report<'_>) {
        let message = if secret { "does not convert" } else { &self.message };
        report.at_field(name, secret, |report| {
            report.push("value_error", message, |py| Ok(self.value.bind(py).clone()), &[]);
        });
    }
}

/// What a conversion raises to say that it does not accept a value.
pub(crate) fn is_finding(error: &PyErr, py: Python<'_>) -> bool {
    error.is_instance_of::<PyValueError>(py)
        || error.is_instance_of::<PyTypeError>(py)
        // Among them OverflowError, and `decimal.InvalidOperation`.
        || error.is_instance_of::<PyArithmeticError>(py)
}

impl ConvertError {
    /// `value` is of the wrong type: a `TypeError`.
    pub fn wrong_type(expected: impl Display, value: &Bound<'_, PyAny>) -> Self {
        let expected = expected.to_string();
        Self::new(Reason::Type { expected, got: type_name(value) })
    }

    /// `value` is an integer that the field cannot hold: an `OverflowError`.
    pub fn out_of_range(expected: impl Display, value: &Bound<'_, PyAny>) -> Self {
        let expected = expected.to_string();
        Self::new(Reason::Range { expected, value: value.clone().unbind() })
    }

    /// The value has `len` items where another number is expected: a `ValueError`.
    pub fn wrong_length(expected: impl Display, len: usize) -> Self {
        Self::new(Reason::Length { expected: expected.to_string(), len })
    }

    /// No variant of the enum `name` is the value: a `ValueError`.
    pub(crate) fn no_variant(name: &str, value: &Bound<'_, PyAny>) -> Self {
        let error = PyValueError::new_err(format!("{} is no variant of {name}", shown(value)));
        Self::raised(value, error)
    }

    /// The conversion of `value` raised `error`, which keeps its class.
    pub fn raised(value: &Bound<'_, PyAny>, error: PyErr) -> Self {
        Self::new(Reason::Raised { got: type_name(value), error })
    }

    /// `value` is of the right type, and a conversion of the user's does not accept it: a problem to be
    /// told together with others.
    pub(crate) fn rejected(value: &Bound<'_, PyAny>, message: String) -> Self {
        Self::new(Reason::Rejected { message, value: value.clone().unbind() })
    }

    fn new(reason: Reason) -> Self {
        Self(Box::new(Inner { path: Vec::new(), reason }))
    }

    /// The same error, seen from the container that holds the value.
    #[must_use]
    pub fn inside(mut self, step: Step) -> Self {
        self.0.path.push(step);
        self
    }

    /// The same error where `None` would do as well.
    pub(crate) fn or_none(mut self) -> Self {
        if let (Reason::Type { expected, .. }, []) = (&mut self.0.reason, &*self.0.path)
            && !expected.ends_with(" | None")
        {
            expected.push_str(" | None");
        }
        self
    }

    /// The Python exception for a value that is no field's.
    pub(crate) fn into_plain_py_err(self) -> PyErr {
        match self.0.reason {
            Reason::Type { expected, got } => {
                PyTypeError::new_err(format!("expected {expected}, got {got}"))
            }
            Reason::Range { expected, value } => {
                PyOverflowError::new_err(format!("expected {expected}, got {value}"))
            }
            Reason::Length { expected, len } => {
                PyValueError::new_err(format!("expected {expected}, got {len} items"))
            }
            Reason::Raised { error, .. } => error,
            Reason::Rejected { message, .. } => PyValueError::new_err(message),
        }
    }

    /// Whether it says that the value is not accepted, rather than that something else went wrong.
    pub(crate) fn is_finding(&self, py: Python<'_>) -> bool {
        match &self.0.reason {
            Reason::Raised { error, .. } => is_finding(error, py),
            _ => true,
        }
    }

    /// Whether an `int` was expected.
    pub(crate) fn wants_int(&self) -> bool {
        matches!(&self.0.reason, Reason::Type { expected, .. }
            if expected == "int" || expected == "int | None")
    }

    /// Adds it to a report, as a problem of `value`, with pydantic's name of the rule.
    pub(crate) fn report<'py>(self, value: &Bound<'py, PyAny>, report: &mut Report<'py>) {
        let input = |_: Python<'py>| Ok(value.clone());
        match self.0.reason {
            Reason::Type { expected, .. } => {
                report.push(kind_of(&expected), &format!("must be {expected}"), input, &[]);
            }
            Reason::Range { expected, .. } => report_range(&expected, value, report),
            Reason::Length { expected, len } => {
                report.push("value_error", &format!("must be {expected}, not {len}"), input, &[]);
            }
            Reason::Raised { error, .. } if is_finding(&error, value.py()) => {
                let msg = error.value(value.py()).to_string();
                report.push("value_error", &msg, input, &[]);
            }
            Reason::Raised { error, .. } => report.fail(error),
            Reason::Rejected { message, .. } => {
                report.push("value_error", &message, input, &[]);
            }
        }
    }

    /// The problem, if the value was rejected as a whole: to be told together with others.
    ///
    /// # Errors
    ///
    /// Any other error, which is no finding.
    pub(crate) fn into_problem(self) -> Result<Problem, Self> {
        match *self.0 {
            Inner { path, reason: Reason::Rejected { message, value } } if path.is_empty() => {
                Ok(Problem { message, value })
            }
            inner => Err(Self(Box::new(inner))),
        }
    }

    /// The Python exception, naming `class` and `field`. The value itself is not shown if `secret`.
    pub(crate) fn into_py_err(
        self,
        py: Python<'_>,
        class: &str,
        field: &str,
        secret: bool,
    ) -> PyErr {
        let Inner { path, reason } = *self.0;
        let mut place = format!("{class}.{field}");
        for step in path.iter().rev() {
            // Writing to a String cannot fail.
            let _ = match step {
                Step::Key(_) if secret => write!(place, "[{HIDDEN}]"),
                step => write!(place, "[{step}]"),
            };
        }
        match reason {
            Reason::Type { expected, got } => {
                PyTypeError::new_err(format!("{place}: expected {expected}, got {got}"))
            }
            Reason::Range { expected, value } => {
                let value = if secret { HIDDEN.to_owned() } else { shown(value.bind(py)) };
                PyOverflowError::new_err(format!("{place}: expected {expected}, got {value}"))
            }
            Reason::Length { expected, len } => {
                PyValueError::new_err(format!("{place}: expected {expected}, got {len} items"))
            }
            Reason::Raised { got, error } => from_raised(py, &place, &got, error, secret),
            Reason::Rejected { .. } if secret => {
                PyValueError::new_err(format!("{place}: does not convert"))
            }
            Reason::Rejected { message, .. } => {
                PyValueError::new_err(format!("{place}: {message}"))
            }
        }
    }
}

/// pydantic's name for a value that is not of the type.
fn kind_of(expected: &str) -> &'static str {
    let name = expected.strip_suffix(" | None").unwrap_or(expected);
    match name.split('[').next().unwrap_or(name) {
        "int" => "int_type",
        "float" => "float_type",
        "bool" => "bool_type",
        "str" => "string_type",
        "bytes" => "bytes_type",
        "list" => "list_type",
        "tuple" => "tuple_type",
        "dict" => "dict_type",
        "set" => "set_type",
        "datetime.date" => "date_type",
        "datetime.datetime" => "datetime_type",
        "datetime.time" => "time_type",
        "datetime.timedelta" => "time_delta_type",
        "decimal.Decimal" => "decimal_type",
        "uuid.UUID" => "uuid_type",
        _ => "is_instance_of",
    }
}

/// An integer that its Rust type cannot hold breaks one of the two limits that the type has:
/// `int from 0 to 255`.
fn report_range<'py>(expected: &str, value: &Bound<'py, PyAny>, report: &mut Report<'py>) {
    let input = |_: Python<'py>| Ok(value.clone());
    let limits = expected.strip_prefix("int from ").and_then(|limits| limits.split_once(" to "));
    let Some((least, most)) = limits else {
        report.push("value_error", &format!("must be {expected}"), input, &[]);
        return;
    };
    let is_negative = value.lt(0).unwrap_or(false);
    let (kind, name, words, limit) = if is_negative {
        ("greater_than_equal", "ge", "greater", least)
    } else {
        ("less_than_equal", "le", "less", most)
    };
    let int = value.py().get_type::<PyInt>();
    match int.call1((limit,)) {
        Ok(number) => {
            let msg = format!("must be {words} than or equal to {limit}");
            report.push(kind, &msg, input, &[(name, number)]);
        }
        Err(error) => report.fail(error),
    }
}

/// The exception of a foreign conversion, told of the place. Its class stays, except that one which
/// cannot be built from a text alone (`UnicodeEncodeError`) becomes the nearest that can.
fn from_raised(py: Python<'_>, place: &str, got: &str, error: PyErr, secret: bool) -> PyErr {
    let value = error.value(py);
    let rewritable = value.is_instance_of::<PyTypeError>()
        || value.is_instance_of::<PyValueError>()
        || value.is_instance_of::<PyOverflowError>();
    if !rewritable {
        // KeyboardInterrupt, MemoryError, RecursionError, an exception of the user's own: none of
        // ours to rewrite. A note says where it came from (PEP 678).
        let _ = value.call_method1(intern!(py, "add_note"), (format!("while converting {place}"),));
        return error;
    }
    // The original text, and the original itself, may quote the value.
    let message = if secret {
        format!("{place}: the value does not convert (got {got})")
    } else {
        format!("{place}: {value} (got {got})")
    };
    let new = error
        .get_type(py)
        .call1((&message,))
        .map_or_else(|_| PyValueError::new_err(message), PyErr::from_value);
    if !secret {
        new.set_cause(py, Some(error));
    }
    new
}

pub(crate) fn type_name(value: &Bound<'_, PyAny>) -> String {
    if value.is_none() {
        return "None".to_owned();
    }
    value.get_type().qualname().map_or_else(|_| "an object".to_owned(), |name| name.to_string())
}

/// The value's repr, cut to a length that a message can carry.
pub(crate) fn shown(value: &Bound<'_, PyAny>) -> String {
    // An int of more than 4,300 digits has no repr (CVE-2020-10735).
    let Ok(text) = value.repr() else {
        return format!("a value of type {}", type_name(value));
    };
    let text = text.to_string_lossy();
    match text.char_indices().nth(80) {
        None => text.into_owned(),
        Some((end, _)) => format!("{}...", &text[..end]),
    }
}
