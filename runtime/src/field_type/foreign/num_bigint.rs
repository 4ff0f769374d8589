//! `num-bigint`.

use std::cmp::Ordering;

use num_bigint::{BigInt, BigUint};
use pyo3::Borrowed;
use pyo3::prelude::*;

use crate::constraint::Divisible;
use crate::field_type::converted::{converted, limited_by_itself};
use crate::hash::Hasher;
use crate::hint::TypeHint;
use crate::wire::Reader;

macro_rules! big_int {
    ($($int:ty: $bytes:ident),*) => { $(
        converted!($int, TypeHint::builtin("int"), {
            const EQ: Option<fn(&Self, &Self) -> bool> = Some(|a, b| a == b);
            const ORDER: Option<fn(&Self, &Self) -> Option<Ordering>> =
                Some(|a, b| Some(a.cmp(b)));
            const HASH: Option<fn(&Self, &mut Hasher)> =
                Some(|value, hasher| hasher.bytes(&value.$bytes()));
            const KEY: Option<fn(&str) -> Option<Self>> = Some(crate::wire::of_digits);

            fn from_plain<'py>(
                value: Borrowed<'_, 'py, PyAny>,
                reader: &mut Reader<'py>,
            ) -> Option<Self> {
                reader.digits(value)
            }
        });
        limited_by_itself!($int);

        #[diagnostic::do_not_recommend]
        impl Divisible for $int {
            fn is_multiple_of(&self, step: &Self) -> bool {
                *step == <$int>::ZERO || self % step == <$int>::ZERO
            }
        }
    )* };
}

big_int!(BigInt: to_signed_bytes_le, BigUint: to_bytes_le);
