//! Numbers, texts, `bool`, `char`, and types that are texts on the wire.

use std::borrow::Cow;
use std::fmt;
use std::num::NonZero;

use serde::de::{Error as _, Unexpected, Visitor};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::super::columnar::is_text;
use super::super::extension::Extension;
use super::super::{base64, float};
use super::{Wire, collections};
use crate::FieldType;
#[cfg(feature = "arrow")]
use crate::wire::{Column, Columns, NoColumn};

/// [`Wire::column`], by the name of the type in Arrow.
macro_rules! column {
    ($column:ident) => {
        #[cfg(feature = "arrow")]
        fn column(_: &mut Columns) -> Result<Column, NoColumn> {
            Ok(Column::new(arrow_schema::DataType::$column))
        }
    };
}

/// Types that serde itself writes as we want them.
macro_rules! by_serde {
    ($($column:ident: $($type:ty),+;)*) => { $($(
        impl Wire for $type {
            #[inline]
            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.serialize(serializer)
            }
            #[inline]
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::deserialize(deserializer)
            }
            column!($column);
        }
    )+)* };
}

by_serde! {
    Boolean: bool;
    Int8: i8, NonZero<i8>;
    Int16: i16, NonZero<i16>;
    Int32: i32, NonZero<i32>;
    Int64: i64, NonZero<i64>, isize, NonZero<isize>;
    UInt8: NonZero<u8>;
    UInt16: u16, NonZero<u16>;
    UInt32: u32, NonZero<u32>;
    UInt64: u64, NonZero<u64>, usize, NonZero<usize>;
    LargeUtf8: char, String, Box<str>, Cow<'static, str>;
}

/// A sequence of these is bytes: base64 where the format has text alone.
impl Wire for u8 {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
    fn write_sequence<S: Serializer>(items: &[Self], serializer: S) -> Result<S::Ok, S::Error> {
        write_bytes(items, serializer)
    }
    fn read_sequence<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Self>, D::Error> {
        read_bytes(deserializer)
    }
    column!(UInt8);
    #[cfg(feature = "arrow")]
    fn sequence_column(_: &mut Columns) -> Result<Column, NoColumn> {
        Ok(Column::new(arrow_schema::DataType::LargeBinary))
    }
}

pub(super) fn write_bytes<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    if is_text(&serializer) {
        serializer.serialize_str(&base64::write(bytes))
    } else {
        serializer.serialize_bytes(bytes)
    }
}

pub(super) fn read_bytes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    struct Bytes;

    impl Visitor<'_> for Bytes {
        type Value = Vec<u8>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("bytes in base64")
        }
        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Vec<u8>, E> {
            base64::read(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
        }
        fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
            Ok(bytes.to_vec())
        }
        fn visit_byte_buf<E>(self, bytes: Vec<u8>) -> Result<Vec<u8>, E> {
            Ok(bytes)
        }
    }
    if deserializer.is_human_readable() {
        deserializer.deserialize_str(Bytes)
    } else {
        deserializer.deserialize_byte_buf(Bytes)
    }
}

impl Wire for f64 {
    #[inline]
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match float::name(*self) {
            Some(name) if is_text(&serializer) => serializer.serialize_str(name),
            _ => serializer.serialize_f64(*self),
        }
    }
    #[inline]
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_float(deserializer)
    }
    column!(Float64);
}

impl Wire for f32 {
    #[inline]
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match float::name(f64::from(*self)) {
            Some(name) if is_text(&serializer) => serializer.serialize_str(name),
            _ => serializer.serialize_f32(*self),
        }
    }
    #[allow(clippy::cast_possible_truncation, reason = "rounded as the constructor rounds")]
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wide = read_float(deserializer)?;
        let narrow = wide as Self;
        if wide.is_finite() && !narrow.is_finite() {
            return Err(D::Error::custom("the float is too large"));
        }
        Ok(narrow)
    }
    column!(Float32);
}

#[inline]
fn read_float<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    struct Float;

    #[allow(clippy::cast_precision_loss, reason = "as Python converts an int")]
    impl Visitor<'_> for Float {
        type Value = f64;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a number")
        }
        #[inline]
        fn visit_f64<E>(self, float: f64) -> Result<f64, E> {
            Ok(float)
        }
        fn visit_i64<E>(self, int: i64) -> Result<f64, E> {
            Ok(int as f64)
        }
        fn visit_u64<E>(self, int: u64) -> Result<f64, E> {
            Ok(int as f64)
        }
        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<f64, E> {
            float::named(text).ok_or_else(|| E::invalid_type(Unexpected::Str(text), &self))
        }
    }
    // Not as a float: where the format tells texts from numbers, a name comes as a text.
    deserializer.deserialize_any(Float)
}

/// Integers of 128 bits: numbers where the format has such, else texts of their digits.
macro_rules! wide {
    ($($int:ty: $write:ident, $visit:ident),*) => { $(
        impl Wire for $int {
            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if let Ok(int) = i64::try_from(*self) {
                    serializer.serialize_i64(int)
                } else if let Ok(int) = u64::try_from(*self) {
                    serializer.serialize_u64(int)
                } else if is_text(&serializer) {
                    serializer.$write(*self)
                } else {
                    serializer.collect_str(self)
                }
            }
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Wide;

                impl Visitor<'_> for Wide {
                    type Value = $int;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str("an integer")
                    }
                    fn visit_i64<E: serde::de::Error>(self, int: i64) -> Result<$int, E> {
                        int.try_into()
                            .map_err(|_| E::invalid_value(Unexpected::Signed(int), &self))
                    }
                    fn visit_u64<E: serde::de::Error>(self, int: u64) -> Result<$int, E> {
                        Ok(int.into())
                    }
                    fn $visit<E: serde::de::Error>(self, int: $int) -> Result<$int, E> {
                        Ok(int)
                    }
                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$int, E> {
                        text.parse().map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
                    }
                }
                if deserializer.is_human_readable() {
                    Self::deserialize(deserializer)
                } else {
                    deserializer.deserialize_any(Wide)
                }
            }
            // Arrow's integers have 64 bits at most: the digits, as a text.
            column!(LargeUtf8);
        }
    )* };
}

wide!(i128: serialize_i128, visit_i128, u128: serialize_u128, visit_u128);

macro_rules! wide_non_zero {
    ($($int:ty),*) => { $(
        impl Wire for NonZero<$int> {
            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.get().write(serializer)
            }
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::new(<$int>::read(deserializer)?)
                    .ok_or_else(|| D::Error::custom("expected an int other than 0"))
            }
        }
    )* };
}

wide_non_zero!(i128, u128);

/// Writes a value that is a text on the wire ([`FieldType::TEXT`]).
pub(crate) fn write_text<T: FieldType, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let Some(form) = T::TEXT else { return Err(S::Error::custom("there is no text of it")) };
    let mut text = String::new();
    match (form.write)(value, &mut text) {
        Ok(()) => serializer.serialize_str(&text),
        Err(fmt::Error) => {
            Err(S::Error::custom(format_args!("a value cannot be written as {}", form.expected)))
        }
    }
}

/// Reads such a value.
pub(crate) fn read_text<'de, T: FieldType, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    struct Value<T>(std::marker::PhantomData<T>);

    impl<'de, T: FieldType> Visitor<'de> for Value<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(T::TEXT.map_or("a text", |form| form.expected))
        }
        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
            T::TEXT
                .and_then(|form| (form.read)(text))
                .ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
        }
        /// A timestamp of `MessagePack`.
        fn visit_newtype_struct<D: Deserializer<'de>>(
            self,
            deserializer: D,
        ) -> Result<T, D::Error> {
            match Extension::deserialize(deserializer)? {
                Extension::Text(text) => self.visit_str(&text),
                Extension::Unknown(..) => {
                    Err(D::Error::invalid_type(Unexpected::Other("an extension type"), &self))
                }
            }
        }
    }
    deserializer.deserialize_str(Value::<T>(std::marker::PhantomData))
}

/// Types that are texts on the wire.
macro_rules! text_on_the_wire {
    ($($type:ty),* $(,)?) => { $(
        impl $crate::wire::Wire for $type {
            fn write<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::wire::serial::write_text(self, serializer)
            }
            fn read<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::wire::serial::read_text(deserializer)
            }
            #[cfg(feature = "arrow")]
            fn column(
                _: &mut $crate::wire::Columns,
            ) -> Result<$crate::wire::Column, $crate::wire::NoColumn> {
                let text = <Self as $crate::FieldType>::TEXT;
                Ok(text.map_or_else($crate::wire::Column::text, |text| {
                    $crate::wire::Column::of_text(text.column)
                }))
            }
        }
    )* };
}

pub(crate) use text_on_the_wire;

impl Wire for () {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        collections::write_list::<(), _>([].iter(), serializer)
    }
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match collections::read_list::<bool, D>(deserializer)?.len() {
            0 => Ok(()),
            len => Err(D::Error::invalid_length(len, &"an empty list")),
        }
    }
    #[cfg(feature = "arrow")]
    fn column(_: &mut Columns) -> Result<Column, NoColumn> {
        Ok(Column::new(arrow_schema::DataType::Null).optional().list())
    }
}
