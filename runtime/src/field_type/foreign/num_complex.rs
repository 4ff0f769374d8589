//! `num-complex`.

use num_complex::Complex;

use crate::field_type::converted::converted;
use crate::hint::TypeHint;

converted!(text Complex<f32>, TypeHint::builtin("complex"));
converted!(text Complex<f64>, TypeHint::builtin("complex"));
