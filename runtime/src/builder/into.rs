//! `#[pybuilder(into)]`: a setter that also takes what the field's value can be made of.

use pyo3::Borrowed;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyDict, PyInt, PyMapping, PyString, PyType};

use super::table::BuilderField;
use super::value::Value;
use crate::error::{ConvertError, is_finding};
use crate::field_type::{FieldType, Mode};
use crate::hint::{Node, TypeHint};

/// How the value of a field is made of another.
///
/// A value that the field takes as it is goes in as it is. Of any other but `None`, plain `into` makes one
/// by a call of the field's Python type, `int("5")`, `pathlib.Path("a")`, `Money(5)`, and the field takes
/// what that returns:
///
/// - A data class is made of a mapping by its `from_dict`, or else by keywords.
/// - Of `list[int]` the `list` is called; items are not made.
/// - Of a union the types are called in their order, and the first value that the field takes is it.
/// - A text or bytes are not taken apart: no `list`, `set`, `tuple` is made of them.
/// - Nothing may get lost: `int(5.0)` is 5, and `int(5.5)` is refused.
/// - `bytes` are not made of an `int`, which is a length there; no `bool` is made at all, for `bool("no")`
///   is `True`.
///
/// A `TypeError` of the call says no more than that the value is of the wrong type, unless that is a
/// mapping. That one, a `ValueError` and an `ArithmeticError` are told; anything else leaves as it is.
///
/// `into = Type` takes a `Type`, and makes the field's value by Rust's `Into`; no Python type is called.
#[derive(Clone, Copy)]
pub struct Coercion(Option<Make>);

type Make = unsafe fn(Borrowed<'_, '_, PyAny>, Mode, slot: *mut u8) -> Result<(), ConvertError>;

/// A type that another is made of.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not convert into `{T}`",
    label = "`into = ...` needs a conversion into the field's type",
    note = "implement `From<{Self}>` for `{T}`, or name a function that may fail: `convert = path`"
)]
pub trait IntoField<T>: FieldType {
    /// That of Rust.
    #[doc(hidden)]
    fn into_field(self) -> T;
}

#[diagnostic::do_not_recommend]
impl<S: FieldType + Into<T>, T> IntoField<T> for S {
    fn into_field(self) -> T {
        self.into()
    }
}

impl Coercion {
    /// By a call of the field's Python type.
    pub const CALLED: Self = Self(None);

    /// Of an `S`, for a field of type `T`.
    pub const fn of<S: IntoField<T>, T>() -> Self {
        Self(Some(|value, mode, slot| {
            let value = S::from_py(value, mode)?.into_field();
            // SAFETY: the caller gives room for a value of the field's type.
            unsafe { slot.cast::<T>().write(value) };
            Ok(())
        }))
    }

    /// Of an `S`, for a field of type `Option<T>`.
    pub const fn of_optional<S: IntoField<T>, T>() -> Self {
        Self(Some(|value, mode, slot| {
            let value = S::from_py(value, mode)?.into_field();
            // SAFETY: as above.
            unsafe { slot.cast::<Option<T>>().write(Some(value)) };
            Ok(())
        }))
    }

    /// The field's value, after it could not be `value` itself for this reason.
    pub(super) fn converted(
        self,
        field: &BuilderField,
        value: &Bound<'_, PyAny>,
        reason: ConvertError,
    ) -> Result<Value, ConvertError> {
        if value.is_none() {
            return Err(reason);
        }
        let Some(make) = self.0 else { return called(field, value, reason) };
        let mode = field.owner.options.mode;
        // SAFETY: it writes a value of the field's type if it returns `Ok`.
        let made =
            unsafe { Value::make(field.table, |slot| make(value.as_borrowed(), mode, slot)) };
        // What the field itself takes is what its type hint says.
        made.map_err(|error| if error.is_finding(value.py()) { reason } else { error })
    }
}

/// The value that the first class of the field's hint makes which can. Otherwise the last reason why not.
fn called(
    field: &BuilderField,
    value: &Bound<'_, PyAny>,
    mut reason: ConvertError,
) -> Result<Value, ConvertError> {
    let py = value.py();
    let raised = |error| ConvertError::raised(value, error);
    for class in classes(field.table.hint, py).map_err(raised)? {
        if value.get_type().is(&class) || !is_made_of(&class, value) {
            continue;
        }
        match call(&class, value) {
            Ok(made) if loses(&made, value).map_err(raised)? => {}
            Ok(made) => match field.direct(&made) {
                Ok(made) => return Ok(made),
                Err(error) if !error.is_finding(py) => return Err(error),
                Err(error) => reason = error,
            },
            Err(error) if !is_finding(&error, py) => return Err(raised(error)),
            // What was said of a secret value may quote it.
            Err(_) if field.options.secret => {}
            Err(error) => {
                let text = format!("expected {}: {}", field.table.hint, error.value(py));
                let told = if !error.is_instance_of::<PyTypeError>(py) {
                    PyValueError::new_err(text)
                } else if value.is_instance_of::<PyMapping>() {
                    // It may say which keyword is wrong.
                    PyTypeError::new_err(text)
                } else {
                    continue;
                };
                told.set_cause(py, Some(error));
                reason = raised(told);
            }
        }
    }
    Err(reason)
}

/// The classes that a hint names, without `bool` and `None`.
fn classes(hint: TypeHint, py: Python<'_>) -> PyResult<Vec<Bound<'_, PyType>>> {
    let class = match hint.0 {
        Node::Any | Node::None | Node::Ellipsis | Node::Builtin("bool") => return Ok(Vec::new()),
        Node::Union(members) => {
            let mut all = Vec::new();
            for member in members {
                all.extend(classes(*member, py)?);
            }
            return Ok(all);
        }
        Node::Generic { origin, .. } => TypeHint::builtin(origin).resolve(py)?,
        Node::Builtin(_) | Node::Named { .. } | Node::Class { .. } => hint.resolve(py)?,
    };
    // `typing.Any` is none in all versions of Python.
    Ok(class.cast_into::<PyType>().into_iter().collect())
}

/// Whether a call of the class makes of the value what one would think.
fn is_made_of(class: &Bound<'_, PyType>, value: &Bound<'_, PyAny>) -> bool {
    let is = |builtin: &Bound<'_, PyType>| class.is(builtin);
    let py = value.py();
    if is(&py.get_type::<PyBytes>()) {
        return !value.is_instance_of::<PyInt>();
    }
    let takes_apart = ["list", "set", "frozenset", "tuple", "dict"];
    let is_collection = class.name().is_ok_and(|name| takes_apart.iter().any(|of| name == *of))
        && class.module().is_ok_and(|module| module == "builtins");
    !(is_collection && is_text(value))
}

fn is_text(value: &Bound<'_, PyAny>) -> bool {
    value.is_instance_of::<PyString>()
        || value.is_instance_of::<PyBytes>()
        || value.is_instance_of::<PyByteArray>()
}

fn call<'py>(class: &Bound<'py, PyType>, value: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let is_ours = || class.hasattr(pyo3::intern!(class.py(), "__pyo3_classes__"));
    if value.is_instance_of::<PyMapping>() && is_ours()? {
        return match class.getattr_opt(pyo3::intern!(class.py(), "from_dict"))? {
            Some(from_dict) => from_dict.call1((value,)),
            None => {
                let keywords = PyDict::new(class.py());
                keywords.update(value.cast()?)?;
                class.call((), Some(&keywords))
            }
        };
    }
    class.call1((value,))
}

/// Whether a number is not all that it was made of.
fn loses(made: &Bound<'_, PyAny>, value: &Bound<'_, PyAny>) -> PyResult<bool> {
    Ok(made.is_instance_of::<PyInt>() && !is_text(value) && !made.eq(value)?)
}
