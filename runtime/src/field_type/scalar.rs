//! Numbers of the machine's: compared and hashed in line, where a call per field would cost more.

#![allow(clippy::cast_ptr_alignment, reason = "the pointers are to values of the type")]

#[cfg(direct)]
use std::cmp::Ordering;

/// Which number a field is. What it says must be what `EQ`, `ORDER` and `HASH` of the type say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// `f64`
    Float,
    /// `i64`
    Signed,
    /// `u64`
    Unsigned,
    /// `i32`
    SignedHalf,
    /// `u32`
    UnsignedHalf,
    /// `bool`
    Bool,
}

/// Applies an expression to values of the scalar's type.
#[cfg(direct)]
macro_rules! with {
    ($scalar:expr, |$($name:ident),*| $body:expr) => {
        match $scalar {
            Scalar::Float => with!(f64, $($name),* => $body),
            Scalar::Signed => with!(i64, $($name),* => $body),
            Scalar::Unsigned => with!(u64, $($name),* => $body),
            Scalar::SignedHalf => with!(i32, $($name),* => $body),
            Scalar::UnsignedHalf => with!(u32, $($name),* => $body),
            Scalar::Bool => with!(bool, $($name),* => $body),
        }
    };
    ($type:ty, $($name:ident),* => $body:expr) => {{
        // SAFETY: the promise of the function that this stands in.
        $(let $name = unsafe { &*$name.cast::<$type>() };)*
        $body
    }};
}

#[cfg(direct)]
impl Scalar {
    /// `==`.
    ///
    /// # Safety
    ///
    /// Both point to values of the type.
    #[inline]
    #[allow(clippy::float_cmp, reason = "fields compare as Python compares them: exactly")]
    pub(crate) unsafe fn eq(self, a: *const u8, b: *const u8) -> bool {
        with!(self, |a, b| a == b)
    }

    /// `<` and its kin; `None` where neither is less (NaN).
    ///
    /// # Safety
    ///
    /// As for [`eq`](Self::eq).
    #[inline]
    pub(crate) unsafe fn order(self, a: *const u8, b: *const u8) -> Option<Ordering> {
        with!(self, |a, b| a.partial_cmp(b))
    }

    /// What `HASH` feeds.
    ///
    /// # Safety
    ///
    /// `value` points to a value of the type.
    #[inline]
    #[expect(clippy::cast_sign_loss, reason = "any bits do")]
    pub(crate) unsafe fn word(self, value: *const u8) -> u64 {
        // SAFETY: the caller's promise.
        unsafe {
            match self {
                // `0.0 == -0.0`, and adding zero makes both the positive one.
                Self::Float => (*value.cast::<f64>() + 0.0).to_bits(),
                Self::Signed | Self::Unsigned => *value.cast::<u64>(),
                Self::SignedHalf => i64::from(*value.cast::<i32>()) as u64,
                Self::UnsignedHalf => u64::from(*value.cast::<u32>()),
                Self::Bool => u64::from(*value.cast::<bool>()),
            }
        }
    }
}
