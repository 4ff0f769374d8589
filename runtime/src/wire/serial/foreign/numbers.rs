//! Numbers of other crates.

#[cfg(feature = "num-bigint")]
mod big_int {
    use std::fmt;

    use num_bigint::{BigInt, BigUint};
    use serde::de::{Error, Unexpected, Visitor};
    use serde::{Deserializer, Serializer};

    use crate::wire::Wire;

    /// Numbers where 64 bits are enough, else texts of their digits: readers of JSON round others.
    macro_rules! big_int {
        ($($int:ty),*) => { $(
            impl Wire for $int {
                fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    if let Ok(int) = u64::try_from(self) {
                        serializer.serialize_u64(int)
                    } else if let Ok(int) = i64::try_from(self) {
                        serializer.serialize_i64(int)
                    } else {
                        serializer.collect_str(self)
                    }
                }
                fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    struct Big;

                    impl Visitor<'_> for Big {
                        type Value = $int;

                        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                            f.write_str("an integer")
                        }
                        fn visit_i64<E: Error>(self, int: i64) -> Result<$int, E> {
                            int.try_into()
                                .map_err(|_| E::invalid_value(Unexpected::Signed(int), &self))
                        }
                        fn visit_u64<E: Error>(self, int: u64) -> Result<$int, E> {
                            Ok(int.into())
                        }
                        fn visit_str<E: Error>(self, text: &str) -> Result<$int, E> {
                            text.parse().map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
                        }
                    }
                    deserializer.deserialize_any(Big)
                }
            }
        )* };
    }

    big_int!(BigInt, BigUint);
}

#[cfg(feature = "ordered-float")]
mod ordered_float {
    use ordered_float::{NotNan, OrderedFloat};
    use serde::de::Error as _;
    use serde::{Deserializer, Serializer};

    use crate::wire::Wire;

    macro_rules! ordered {
        ($($float:ty),*) => { $(
            impl Wire for OrderedFloat<$float> {
                fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    self.0.write(serializer)
                }
                fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    <$float>::read(deserializer).map(Self)
                }
            }

            impl Wire for NotNan<$float> {
                fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    (**self).write(serializer)
                }
                fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    Self::new(<$float>::read(deserializer)?).map_err(D::Error::custom)
                }
            }
        )* };
    }

    ordered!(f32, f64);
}

#[cfg(feature = "bigdecimal")]
crate::wire::text_by_display!(bigdecimal::BigDecimal: "a decimal number" as "decimal");

#[cfg(feature = "rust_decimal")]
mod rust_decimal {
    use std::fmt::{self, Write as _};

    use rust_decimal::Decimal;

    use crate::wire::AsText;

    impl AsText for Decimal {
        const EXPECTED: &'static str = "a decimal number of up to 28 digits";
        const FORMAT: Option<&'static str> = Some("decimal");

        fn write_text(&self, out: &mut String) -> fmt::Result {
            write!(out, "{self}")
        }
        /// Never rounded.
        fn read_text(text: &str) -> Option<Self> {
            Self::from_str_exact(text).or_else(|_| Self::from_scientific(text)).ok()
        }
    }
}

#[cfg(feature = "num-rational")]
mod num_rational {
    use num_bigint::BigInt;
    use num_rational::Ratio;

    use crate::wire::{text_by_display, text_of};

    text_by_display!(Ratio<BigInt>: "a fraction (1/3)");

    // By way of integers that do not overflow when the fraction is made.
    macro_rules! narrow {
        ($($int:ty),*) => {
            text_of! { $(
                Ratio<$int> as Ratio<BigInt>:
                    |ratio| Some(Ratio::new_raw((*ratio.numer()).into(), (*ratio.denom()).into())),
                    |ratio| {
                        let (numerator, denominator) = ratio.into_raw();
                        Some(Self::new_raw(
                            numerator.try_into().ok()?,
                            denominator.try_into().ok()?,
                        ))
                    };
            )* }
        };
    }

    narrow!(i8, i16, i32, i64, isize);
}

#[cfg(feature = "num-complex")]
mod num_complex {
    use std::fmt;

    use num_complex::Complex;

    use crate::text::push_float;
    use crate::wire::AsText;

    macro_rules! complex {
        ($($float:ty),*) => { $(
            /// As `str` of a `complex`, without parentheses.
            impl AsText for Complex<$float> {
                const EXPECTED: &'static str = "a complex number (1+2j)";

                fn write_text(&self, out: &mut String) -> fmt::Result {
                    let is_imaginary = self.re == 0.0 && self.re.is_sign_positive();
                    if !is_imaginary {
                        push_part(out, self.re.into());
                        if !self.im.is_sign_negative() || self.im.is_nan() {
                            out.push('+');
                        }
                    }
                    push_part(out, self.im.into());
                    out.push('j');
                    Ok(())
                }
                fn read_text(text: &str) -> Option<Self> {
                    let mut complex: Self = text.parse().ok()?;
                    // The parser subtracts from zero, which loses this sign.
                    if complex.im == 0.0 && text.ends_with("-0j") {
                        complex.im = -0.0;
                    }
                    Some(complex)
                }
            }
        )* };
    }

    complex!(f32, f64);

    /// A float, which is no `1.0` but `1` there.
    fn push_part(out: &mut String, part: f64) {
        push_float(out, part);
        if out.ends_with(".0") {
            out.truncate(out.len() - 2);
        }
    }
}
