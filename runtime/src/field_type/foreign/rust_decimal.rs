//! `rust_decimal`.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::constraint::Divisible;
use crate::field_type::converted::{converted, limited_by_itself};
use crate::hint::TypeHint;

// Hash and repr are left to Python: they show the digits as given (`1.50`).
converted!(text Decimal, TypeHint::named("decimal", "Decimal"), by extract_by_text, {
    const EQ: Option<fn(&Self, &Self) -> bool> = Some(|a, b| a == b);
    const ORDER: Option<fn(&Self, &Self) -> Option<Ordering>> = Some(|a, b| Some(a.cmp(b)));
});
limited_by_itself!(Decimal);

#[diagnostic::do_not_recommend]
impl Divisible for Decimal {
    fn is_multiple_of(&self, step: &Self) -> bool {
        self.checked_rem(*step).is_none_or(|rest| rest.is_zero())
    }
}
