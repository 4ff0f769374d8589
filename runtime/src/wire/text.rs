//! Types that wire formats have no type of their own for: they are texts there.

use std::fmt;

/// How a value is written as text, and read.
pub struct Text<T> {
    /// What a text must be, for messages: "an ISO 8601 date".
    pub expected: &'static str,
    /// The `format` of JSON Schema, where it has one.
    pub format: Option<&'static str>,
    /// The type of its columns in Arrow.
    pub column: TextColumn,
    /// Appends the text. An error: the value has none.
    pub write: fn(&T, &mut String) -> fmt::Result,
    /// The value of a text; `None` if it is none's.
    pub read: fn(&str) -> Option<T>,
}

/// What a column in Arrow has in place of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextColumn {
    /// Texts.
    Text,
    /// Days.
    Date,
    /// Times of day.
    Time,
    /// Dates and times without an offset.
    Local,
    /// Moments in UTC.
    Utc,
    /// Durations.
    Duration,
}

impl<T> Clone for Text<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Text<T> {}

/// A type that has such a text.
#[cfg(feature = "serde")]
pub(crate) trait AsText: Sized {
    /// [`Text::expected`].
    const EXPECTED: &'static str;
    /// [`Text::format`].
    const FORMAT: Option<&'static str> = None;
    /// [`Text::column`].
    const COLUMN: TextColumn = TextColumn::Text;

    /// [`Text::write`].
    fn write_text(&self, out: &mut String) -> fmt::Result;

    /// [`Text::read`].
    fn read_text(text: &str) -> Option<Self>;

    /// [`FieldType::TEXT`](crate::FieldType::TEXT).
    const TEXT: Option<Text<Self>> = Some(Text {
        expected: Self::EXPECTED,
        format: Self::FORMAT,
        column: Self::COLUMN,
        write: Self::write_text,
        read: Self::read_text,
    });
}

/// Types whose texts are what `Display` writes and `FromStr` reads.
#[cfg(feature = "serde")]
macro_rules! text_by_display {
    ($($type:ty: $expected:literal $(as $format:literal)?),* $(,)?) => { $(
        impl $crate::wire::AsText for $type {
            const EXPECTED: &'static str = $expected;
            $(const FORMAT: Option<&'static str> = Some($format);)?

            fn write_text(&self, out: &mut String) -> std::fmt::Result {
                use std::fmt::Write as _;
                write!(out, "{self}")
            }
            fn read_text(text: &str) -> Option<Self> {
                text.parse().ok()
            }
        }
    )* };
}

/// Types whose texts are those of another, by conversions that may fail.
#[cfg(feature = "serde")]
macro_rules! text_of {
    ($($type:ty as $other:ty: $to:expr, $from:expr;)*) => { $(
        impl $crate::wire::AsText for $type {
            const EXPECTED: &'static str = <$other as $crate::wire::AsText>::EXPECTED;
            const FORMAT: Option<&'static str> = <$other as $crate::wire::AsText>::FORMAT;
            const COLUMN: $crate::wire::TextColumn = <$other as $crate::wire::AsText>::COLUMN;

            fn write_text(&self, out: &mut String) -> std::fmt::Result {
                let to: fn(&Self) -> Option<$other> = $to;
                $crate::wire::AsText::write_text(&to(self).ok_or(std::fmt::Error)?, out)
            }
            fn read_text(text: &str) -> Option<Self> {
                let from: fn($other) -> Option<Self> = $from;
                from($crate::wire::AsText::read_text(text)?)
            }
        }
    )* };
}

#[cfg(feature = "serde")]
#[allow(unused_imports, reason = "for types behind cargo features")]
pub(crate) use {text_by_display, text_of};

/// The integer of its digits as the wire writes them: no sign but a minus, and no zeros before.
pub(crate) fn of_digits<T: std::str::FromStr>(text: &str) -> Option<T> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_decimal = digits.bytes().all(|byte| byte.is_ascii_digit())
        && (text == "0" || digits.bytes().next().is_some_and(|first| first != b'0'));
    if is_decimal { text.parse().ok() } else { None }
}
