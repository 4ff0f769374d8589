//! `ordered-float`.

#![allow(clippy::float_cmp, reason = "fields compare as Python compares them: exactly")]

use std::cmp::Ordering;

use ordered_float::{NotNan, OrderedFloat};

use crate::constraint::{Comparable, Divisible};
use crate::field_type::converted::converted;
use crate::hash::Hasher;
use crate::hint::TypeHint;

macro_rules! ordered {
    ($($wrapper:ident<$float:ty>),*) => { $(
        // A Python float, compared as Python compares floats.
        converted!($wrapper<$float>, TypeHint::builtin("float"), {
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

            fn from_plain<'py>(
                value: pyo3::Borrowed<'_, 'py, pyo3::PyAny>,
                reader: &mut crate::wire::Reader<'py>,
            ) -> Option<Self> {
                reader.float(value)
            }
        });

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

ordered!(OrderedFloat<f32>, OrderedFloat<f64>, NotNan<f32>, NotNan<f64>);
