//! Numbers, `bool`, `char` and text.

#![allow(clippy::float_cmp, reason = "fields compare as Python compares them: exactly")]

use std::borrow::Cow;
use std::num::NonZero;

use pyo3::exceptions::{PyOverflowError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyDict, PyFloat, PyInt, PyString};
use pyo3::{Borrowed, IntoPyObjectExt, ffi};

use super::quick::{self, Quick};
use super::{FieldType, Mode, Scalar};
use crate::error::ConvertError;
use crate::hash::Hasher;
use crate::hint::TypeHint;
use crate::text;
use crate::wire::{Form, Reader, Schemas, float_to_wire, of_digits};

const INT: TypeHint = TypeHint::builtin("int");
pub(super) const STR: TypeHint = TypeHint::builtin("str");

/// Maps what PyO3 says of a number to our words: it does not fit, or is none. What `__index__` or
/// `__float__` raises otherwise stays what it is.
fn number_error(
    value: Borrowed<'_, '_, PyAny>,
    error: PyErr,
    hint: TypeHint,
    range: impl FnOnce() -> String,
) -> ConvertError {
    // PyO3 calls a negative number for `u128` a ValueError on some versions.
    let negative =
        value.is_instance_of::<PyInt>() && error.is_instance_of::<PyValueError>(value.py());
    if negative || error.is_instance_of::<PyOverflowError>(value.py()) {
        ConvertError::out_of_range(range(), &value)
    } else if error.is_instance_of::<PyTypeError>(value.py()) {
        ConvertError::wrong_type(hint, &value)
    } else {
        ConvertError::raised(&value, error)
    }
}

/// The `int` that `__index__` gives, which PyO3 does not ask for a wide one everywhere.
fn index<'py>(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    // SAFETY: the value is a live object; the result is a new reference or null.
    unsafe { Bound::from_owned_ptr_or_err(value.py(), ffi::PyNumber_Index(value.as_ptr())) }
}

/// `True` is no `int` where lossy coercion is off.
fn reject_bool(
    value: Borrowed<'_, '_, PyAny>,
    mode: Mode,
    hint: TypeHint,
) -> Result<(), ConvertError> {
    if mode.strict && value.is_instance_of::<PyBool>() {
        return Err(ConvertError::wrong_type(hint, &value));
    }
    Ok(())
}

macro_rules! common {
    ($hint:expr, $eq:expr, $order:expr, $hash:expr, $repr:expr) => {
        const HINT: TypeHint = $hint;
        const EQ: Option<fn(&Self, &Self) -> bool> = Some($eq);
        const ORDER: Option<fn(&Self, &Self) -> Option<std::cmp::Ordering>> = Some($order);
        const HASH: Option<fn(&Self, &mut Hasher)> = Some($hash);
        const REPR: Option<fn(&Self, &mut String)> = Some($repr);
    };
}

macro_rules! plain {
    () => {
        fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
            (*self).into_bound_py_any(py)
        }
        fn copied(&self, _py: Python<'_>) -> PyResult<Self> {
            Ok(*self)
        }
    };
}

/// `QUICK` of an integer: by way of the widest that Python has a function for.
macro_rules! quick_int {
    ($wide:ident, $to_py:ident) => {
        const QUICK: Quick<Self> = Quick {
            // SAFETY: the promises of `Quick`.
            from_py: Some(|object| unsafe { quick::$wide(object) }?.try_into().ok()),
            // SAFETY: as above.
            to_py: Some(|value| unsafe { ffi::$to_py((*value).into()) }),
        };
    };
}

macro_rules! int {
    ($($int:ty $(as $wide:ident, $to_py:ident $(= $scalar:ident)?)?),* $(,)?) => { $(
        impl FieldType for $int {
            common!(INT, |a, b| a == b, |a, b| Some(a.cmp(b)), int_hash, |value, out| {
                text::push_int(out, *value);
            });
            plain!();
            const KEY: Option<fn(&str) -> Option<Self>> = Some(of_digits);
            $(
                quick_int!($wide, $to_py);
                $(const SCALAR: Option<Scalar> = Some(Scalar::$scalar);)?
            )?

            fn schema<'py>(schemas: &mut Schemas<'py>) -> PyResult<Bound<'py, PyDict>> {
                schemas.integer(<$int>::MIN, <$int>::MAX)
            }
            fn from_py(value: Borrowed<'_, '_, PyAny>, mode: Mode) -> Result<Self, ConvertError> {
                reject_bool(value, mode, INT)?;
                let int = if size_of::<$int>() > 8 && !value.is_instance_of::<PyInt>() {
                    index(value).and_then(|int| int.extract())
                } else {
                    value.extract()
                };
                int.map_err(|error: PyErr| {
                    number_error(value, error, INT, || {
                        format!("int from {} to {}", <$int>::MIN, <$int>::MAX)
                    })
                })
            }
            fn from_plain<'py>(
                value: Borrowed<'_, 'py, PyAny>,
                reader: &mut Reader<'py>,
            ) -> Option<Self> {
                if size_of::<$int>() > 8 { reader.digits(value) } else { reader.leaf(value) }
            }
        }

        impl FieldType for NonZero<$int> {
            common!(INT, |a, b| a == b, |a, b| Some(a.cmp(b)), |value, hasher| {
                int_hash(&value.get(), hasher);
            }, |value, out| {
                text::push_int(out, value.get());
            });
            plain!();
            const KEY: Option<fn(&str) -> Option<Self>> = Some(of_digits);

            fn schema<'py>(schemas: &mut Schemas<'py>) -> PyResult<Bound<'py, PyDict>> {
                schemas.nonzero(<$int>::MIN, <$int>::MAX)
            }
            fn from_py(value: Borrowed<'_, '_, PyAny>, mode: Mode) -> Result<Self, ConvertError> {
                NonZero::new(<$int>::from_py(value, mode)?)
                    .ok_or_else(|| ConvertError::out_of_range("int other than 0", &value))
            }
        }
    )* };
}

/// One word for what fits into one, two for the wide.
#[expect(clippy::cast_possible_truncation, reason = "the high word follows")]
fn int_hash<T: Copy + WideBits>(value: &T, hasher: &mut Hasher) {
    let bits = value.wide_bits();
    hasher.word(bits as u64);
    if size_of::<T>() > 8 {
        hasher.word((bits >> 64) as u64);
    }
}

trait WideBits {
    fn wide_bits(self) -> u128;
}

macro_rules! wide_bits {
    ($($int:ty),*) => { $(
        impl WideBits for $int {
            #[allow(clippy::cast_sign_loss, clippy::cast_lossless, reason = "any bits do")]
            fn wide_bits(self) -> u128 {
                self as u128
            }
        }
    )* };
}

wide_bits!(i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize);
int!(
    i8 as signed,
    PyLong_FromLongLong,
    i16 as signed,
    PyLong_FromLongLong,
    i32 as signed,
    PyLong_FromLongLong = SignedHalf,
    i64 as signed,
    PyLong_FromLongLong = Signed,
    i128,
    isize,
    u16 as unsigned,
    PyLong_FromUnsignedLongLong,
    u32 as unsigned,
    PyLong_FromUnsignedLongLong = UnsignedHalf,
    u64 as unsigned,
    PyLong_FromUnsignedLongLong = Unsigned,
    u128,
    usize,
);

impl FieldType for u8 {
    common!(INT, |a, b| a == b, |a, b| Some(a.cmp(b)), int_hash, |value, out| {
        text::push_int(out, *value);
    });
    plain!();
    const KEY: Option<fn(&str) -> Option<Self>> = Some(of_digits);
    quick_int!(unsigned, PyLong_FromUnsignedLongLong);

    fn schema<'py>(schemas: &mut Schemas<'py>) -> PyResult<Bound<'py, PyDict>> {
        schemas.integer(Self::MIN, Self::MAX)
    }
    fn from_py(value: Borrowed<'_, '_, PyAny>, mode: Mode) -> Result<Self, ConvertError> {
        reject_bool(value, mode, INT)?;
        value
            .extract()
            .map_err(|error| number_error(value, error, INT, || "int from 0 to 255".to_owned()))
    }

    // A sequence of bytes is `bytes`, as PyO3 has it.
    const SEQUENCE_IS_BYTES: bool = true;
    const SEQUENCE_HINT: TypeHint = TypeHint::builtin("bytes");
    const SEQUENCE_REPR: Option<fn(&[Self], &mut String)> =
        Some(|bytes, out| text::push_bytes(out, bytes));

    fn sequence_to_py<'py>(items: &[Self], py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(PyBytes::new(py, items).into_any())
    }
    fn sequence_from_py(
        value: Borrowed<'_, '_, PyAny>,
        mode: Mode,
    ) -> Result<Vec<Self>, ConvertError> {
        match value.extract::<Vec<u8>>() {
            Ok(bytes) => Ok(bytes),
            // Ask item by item for the error, to name the item at fault.
            Err(_) if value.try_iter().is_ok() && !value.is_instance_of::<PyString>() => {
                super::collections::list_from_py(value, mode)
            }
            Err(_) => Err(ConvertError::wrong_type(Self::SEQUENCE_HINT, &value)),
        }
    }
}

impl FieldType for NonZero<u8> {
    common!(
        INT,
        |a, b| a == b,
        |a, b| Some(a.cmp(b)),
        |value, hasher| {
            int_hash(&value.get(), hasher);
        },
        |value, out| {
            text::push_int(out, value.get());
        }
    );
    plain!();
    const KEY: Option<fn(&str) -> Option<Self>> = Some(of_digits);

    fn schema<'py>(schemas: &mut Schemas<'py>) -> PyResult<Bound<'py, PyDict>> {
        schemas.nonzero(u8::MIN, u8::MAX)
    }
    fn from_py(value: Borrowed<'_, '_, PyAny>, mode: Mode) -> Result<Self, ConvertError> {
        NonZero::new(u8::from_py(value, mode)?)
            .ok_or_else(|| ConvertError::out_of_range("int other than 0", &value))
    }
}

const FLOAT: TypeHint = TypeHint::builtin("float");

impl FieldType for f64 {
    common!(
        FLOAT,
        |a, b| a == b,
        PartialOrd::partial_cmp,
        // `0.0 == -0.0`, and adding zero makes both the positive one.
        |value, hasher| hasher.word((*value + 0.0).to_bits()),
        |value, out| text::push_float(out, *value)
    );
    plain!();
    const KEY: Option<fn(&str) -> Option<Self>> = Some(|text| text.parse().ok());

    const SCALAR: Option<Scalar> = Some(Scalar::Float);
    const QUICK: Quick<Self> = Quick {
        // SAFETY: the promises of `Quick`; a float's value is there to be read.
        from_py: Some(|object| unsafe {
            (ffi::PyFloat_CheckExact(object) != 0).then(|| quick::float(object))
        }),
        // SAFETY: as above.
        to_py: Some(|value| unsafe { ffi::PyFloat_FromDouble(*value) }),
    };

    fn from_py(value: Borrowed<'_, '_, PyAny>, mode: Mode) -> Result<Self, ConvertError> {
        if let Ok(float) = value.cast_exact::<PyFloat>() {
            return Ok(float.value());
        }
        reject_bool(value, mode, FLOAT)?;
        let float: f64 = value.extract().map_err(|error| {
            let range = || "float up to 1.7976931348623157e+308".to_owned();
            number_error(value, error, FLOAT, range)
        })?;
        require_exact(value, mode, float)?;
        Ok(float)
    }
    fn from_plain<'py>(value: Borrowed<'_, 'py, PyAny>, reader: &mut Reader<'py>) -> Option<Self> {
        reader.float(value)
    }
    fn to_plain<'py>(&self, py: Python<'py>, form: Form) -> PyResult<Bound<'py, PyAny>> {
        Ok(float_to_wire(*self, py, form))
    }
    fn schema<'py>(schemas: &mut Schemas<'py>) -> PyResult<Bound<'py, PyDict>> {
        schemas.float()
    }
}

/// An `int` is a `float` only if it is exact, where lossy coercion is off.
fn require_exact(
    value: Borrowed<'_, '_, PyAny>,
    mode: Mode,
    float: f64,
) -> Result<(), ConvertError> {
    if mode.strict && value.is_instance_of::<PyInt>() {
        // Python compares an int with a float exactly.
        let exact = value.eq(float).map_err(|error| ConvertError::raised(&value, error))?;
        if !exact {
            return Err(ConvertError::out_of_range("an int that is exact as float", &value));
        }
    }
    Ok(())
}

/// The least float that rounds to no finite one of 32 bits.
const F32_END: f64 = 3.402_823_567_797_336_6e38;

/// A Python `float` rounded to 32 bits: what Python reads back is that number.
impl FieldType for f32 {
    common!(
        FLOAT,
        |a, b| a == b,
        PartialOrd::partial_cmp,
        |value, hasher| hasher.word((f64::from(*value) + 0.0).to_bits()),
        |value, out| text::push_float(out, f64::from(*value))
    );
    plain!();
    const KEY: Option<fn(&str) -> Option<Self>> = Some(|text| text.parse().ok());

    #[expect(clippy::cast_possible_truncation, reason = "rounding is what the type is for")]
    fn from_py(value: Borrowed<'_, '_, PyAny>, mode: Mode) -> Result<Self, ConvertError> {
        let wide = f64::from_py(value, mode)?;
        let narrow = wide as f32;
        if narrow.is_infinite() && wide.is_finite() {
            return Err(ConvertError::out_of_range("float up to 3.4028235e+38", &value));
        }
        require_exact(value, mode, f64::from(narrow))?;
        Ok(narrow)
    }
    fn from_plain<'py>(value: Borrowed<'_, 'py, PyAny>, reader: &mut Reader<'py>) -> Option<Self> {
        reader.float(value)
    }
    fn to_plain<'py>(&self, py: Python<'py>, form: Form) -> PyResult<Bound<'py, PyAny>> {
        Ok(float_to_wire(f64::from(*self), py, form))
    }
    fn schema<'py>(schemas: &mut Schemas<'py>) -> PyResult<Bound<'py, PyDict>> {
        schemas.float_below(F32_END)
    }
}

impl FieldType for bool {
    common!(
        TypeHint::builtin("bool"),
        |a, b| a == b,
        |a, b| Some(a.cmp(b)),
        |value, hasher| hasher.word(u64::from(*value)),
        |value, out| out.push_str(if *value { "True" } else { "False" })
    );
    plain!();
    const KEY: Option<fn(&str) -> Option<Self>> = Some(|text| text.parse().ok());

    const SCALAR: Option<Scalar> = Some(Scalar::Bool);
    const QUICK: Quick<Self> = Quick {
        // SAFETY: the promises of `Quick`; there is one object of each value.
        from_py: Some(|object| unsafe {
            if object == ffi::Py_True() {
                Some(true)
            } else {
                (object == ffi::Py_False()).then_some(false)
            }
        }),
        // SAFETY: as above.
        to_py: Some(|value| unsafe { ffi::PyBool_FromLong((*value).into()) }),
    };

    fn from_py(value: Borrowed<'_, '_, PyAny>, _mode: Mode) -> Result<Self, ConvertError> {
        value.extract().map_err(|_| ConvertError::wrong_type(Self::HINT, &value))
    }
}

impl FieldType for char {
    common!(
        STR,
        |a, b| a == b,
        |a, b| Some(a.cmp(b)),
        |value, hasher| hasher.word(u64::from(u32::from(*value))),
        |value, out| str_repr(value.encode_utf8(&mut [0; 4]), out)
    );
    plain!();

    fn schema<'py>(schemas: &mut Schemas<'py>) -> PyResult<Bound<'py, PyDict>> {
        let schema = schemas.text(None)?;
        schema.set_item("minLength", 1)?;
        schema.set_item("maxLength", 1)?;
        Ok(schema)
    }
    fn from_py(value: Borrowed<'_, '_, PyAny>, _mode: Mode) -> Result<Self, ConvertError> {
        value.extract().map_err(|error: PyErr| match value.cast::<PyString>() {
            Ok(text) if text.len().is_ok_and(|len| len != 1) => {
                ConvertError::wrong_type("str of one character", &value)
            }
            Ok(_) => ConvertError::raised(&value, error),
            Err(_) => ConvertError::wrong_type("str of one character", &value),
        })
    }
}

/// Appends `repr` of a text, asking Python where only it knows what is printable.
pub(super) fn str_repr(value: &str, out: &mut String) {
    if !text::push_ascii_str(out, value) {
        // Every caller is a slot of a class: the interpreter is attached already.
        Python::attach(|py| match PyString::new(py, value).repr() {
            Ok(repr) => out.push_str(&repr.to_string_lossy()),
            Err(error) => error.write_unraisable(py, None),
        });
    }
}

fn str_from_py(value: Borrowed<'_, '_, PyAny>) -> Result<String, ConvertError> {
    let text = value.cast::<PyString>().map_err(|_| ConvertError::wrong_type(STR, &value))?;
    // A lone surrogate has no UTF-8: UnicodeEncodeError.
    text.to_cow().map(Cow::into_owned).map_err(|error| ConvertError::raised(&value, error))
}

macro_rules! text {
    ($($text:ty),*) => { $(
        impl FieldType for $text {
            common!(
                STR,
                |a, b| a == b,
                // UTF-8 sorts as code points do.
                |a, b| Some(a.as_bytes().cmp(b.as_bytes())),
                |value, hasher| hasher.bytes(value.as_bytes()),
                |value, out| str_repr(value, out)
            );

            const QUICK: Quick<Self> = Quick {
                // SAFETY: the promises of `Quick`.
                from_py: Some(|object| unsafe {
                    quick::text(object).map(|text| text.to_owned().into())
                }),
                // SAFETY: as above.
                to_py: Some(|value| unsafe { quick::text_to_py(value) }),
            };

            fn from_py(value: Borrowed<'_, '_, PyAny>, _mode: Mode) -> Result<Self, ConvertError> {
                str_from_py(value).map(Into::into)
            }
            fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                Ok(PyString::new(py, self).into_any())
            }
            fn copied(&self, _py: Python<'_>) -> PyResult<Self> {
                Ok(self.clone())
            }
        }
    )* };
}

text!(String, Box<str>, std::sync::Arc<str>, Cow<'static, str>);
