//! `bigdecimal`.

use bigdecimal::{BigDecimal, Zero};

use crate::constraint::Divisible;
use crate::field_type::converted::{converted, limited_by_itself};
use crate::hint::TypeHint;

converted!(text BigDecimal, TypeHint::named("decimal", "Decimal"), by extract_by_text, {});
limited_by_itself!(BigDecimal);

#[diagnostic::do_not_recommend]
impl Divisible for BigDecimal {
    fn is_multiple_of(&self, step: &Self) -> bool {
        step.is_zero() || (self % step).is_zero()
    }
}
