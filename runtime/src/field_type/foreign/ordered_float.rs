//! `ordered-float`.

#![allow(clippy::float_cmp, reason = "fields compare as Python compares them: exactly")]

use std::cmp::Ordering;

use ordered_float::{NotNan, OrderedFloat};
use pyo3::Borrowed;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::constraint::{Comparable, Divisible};
use crate::error::ConvertError;
use crate::field_type::{FieldType, Mode};
use crate::hash::Hasher;
use crate::hint::TypeHint;
use crate::wire::{Form, Reader, Schemas};

macro_rules! ordered {
    ($($wrapper:ident<$float:ty>, $of:expr;)*) => { $(
        /// A Python float, compared as Python compares floats, and read as one without the wrapper.
        impl FieldType for $wrapper<$float> {
            const HINT: TypeHint = TypeHint::builtin("float");
            const EQ: Option<fn(&Self, &Self) -> bool> =
                Some(|a, b| f64::from(**a) == f64::from(**b));
            const ORDER: Option<fn(&Self, &Self) -> Option<Ordering>> =
                Some(|a, b| f64::from(**a).partial_cmp(&f64::from(**b)));
            const HASH: Option<fn(&Self, &mut Hasher)> = Some(|value, hasher| {
                hasher.word((f64::from(**value) + 0.0).to_bits());
            });
            const REPR: Option<fn(&Self, &mut String)> =
                Some(|value, out| crate::text::push_float(out, f64::from(**value)));
            const KEY: Option<fn(&str) -> Option<Self>> =
                Some(|text| text.parse().ok());

            fn from_py(value: Borrowed<'_, '_, PyAny>, mode: Mode) -> Result<Self, ConvertError> {
                let of: fn($float) -> Result<Self, &'static str> = $of;
                of(<$float>::from_py(value, mode)?)
                    .map_err(|msg| ConvertError::raised(&value, PyValueError::new_err(msg)))
            }
            fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                (**self).to_py(py)
            }
            fn copied(&self, _py: Python<'_>) -> PyResult<Self> {
                Ok(*self)
            }
            fn from_plain<'py>(
                value: Borrowed<'_, 'py, PyAny>,
                reader: &mut Reader<'py>,
            ) -> Option<Self> {
                reader.float(value)
            }
            fn to_plain<'py>(&self, py: Python<'py>, form: Form) -> PyResult<Bound<'py, PyAny>> {
                (**self).to_plain(py, form)
            }
            fn schema<'py>(schemas: &mut Schemas<'py>) -> PyResult<Bound<'py, PyDict>> {
                <$float>::schema(schemas)
            }
        }

        #[diagnostic::do_not_recommend]
        impl Comparable for $wrapper<$float> {
            type Limit = $float;

            fn compare(&self, limit: &$float) -> Option<Ordering> {
                (**self).partial_cmp(limit)
            }
        }

        #[diagnostic::do_not_recommend]
        impl Divisible for $wrapper<$float> {
            fn is_multiple_of(&self, step: &$float) -> bool {
                (**self).is_multiple_of(step)
            }
        }
    )* };
}

ordered! {
    OrderedFloat<f32>, |float| Ok(Self(float));
    OrderedFloat<f64>, |float| Ok(Self(float));
    NotNan<f32>, |float| Self::new(float).map_err(|_| "expected a float other than NaN");
    NotNan<f64>, |float| Self::new(float).map_err(|_| "expected a float other than NaN");
}
