//! `num-rational`.

use num_bigint::BigInt;
use num_rational::Ratio;

use crate::field_type::converted::{converted, limited_by_itself};
use crate::hint::TypeHint;

macro_rules! rational {
    ($($int:ty),*) => { $(
        converted!(text Ratio<$int>, TypeHint::named("fractions", "Fraction"));
        limited_by_itself!(Ratio<$int>);
    )* };
}

rational!(i8, i16, i32, i64, isize, BigInt);
