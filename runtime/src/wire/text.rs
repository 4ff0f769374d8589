//! Types that wire formats have no type of their own for: they are texts there.

/// How a value is written as text, and read.
pub struct Text<T> {
    /// What a text must be, for messages: "an ISO 8601 date".
    pub expected: &'static str,
    /// The `format` of JSON Schema, where it has one.
    pub format: Option<&'static str>,
    /// Appends the text.
    pub write: fn(&T, &mut String),
    /// The value of a text; `None` if it is none's.
    pub read: fn(&str) -> Option<T>,
}

impl<T> Clone for Text<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Text<T> {}
