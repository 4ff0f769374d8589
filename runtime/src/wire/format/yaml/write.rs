//! Block style, laid out by a formatter of `serde_json`: YAML has what JSON has.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{CharEscape, Formatter};

pub(super) fn to_vec<V: Serialize>(value: &V) -> serde_json::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(128);
    value.serialize(&mut Serializer::with_formatter(&mut bytes, Block::default()))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The most bytes of a key that is followed by its colon; parsers look no further than 1024 characters.
const SHORT_KEY: usize = 1000;

#[derive(Default)]
struct Block {
    /// The collections that the next value is in.
    open: Vec<Collection>,
    after: After,
    /// The text that is being written.
    text: String,
    /// Not a text after all: `serde_json` writes numbers between quotes where they are keys.
    is_number: bool,
    in_text: bool,
}

struct Collection {
    opened: After,
    is_empty: bool,
}

/// What has been written last.
#[derive(Clone, Copy, Default, PartialEq)]
enum After {
    /// Nothing, or what a key may follow at once.
    #[default]
    Start,
    Dash,
    Colon,
    /// `?`, with the key and its colon to come.
    Question,
}

impl Block {
    /// A scalar, which stands on the line of the dash or the colon before it.
    fn scalar<W: Write + ?Sized>(&mut self, to: &mut W, scalar: &str) -> io::Result<()> {
        if matches!(self.after, After::Dash | After::Colon) {
            to.write_all(b" ")?;
        }
        to.write_all(scalar.as_bytes())
    }

    fn number<W: Write + ?Sized>(&mut self, to: &mut W, number: &str) -> io::Result<()> {
        if self.in_text {
            self.is_number = true;
            self.text.push_str(number);
            return Ok(());
        }
        self.scalar(to, number)
    }

    fn begin(&mut self) {
        self.open.push(Collection { opened: self.after, is_empty: true });
    }

    fn end<W: Write + ?Sized>(&mut self, to: &mut W, empty: &str) -> io::Result<()> {
        match self.open.pop() {
            Some(Collection { opened, is_empty: true }) => {
                self.after = opened;
                self.scalar(to, empty)
            }
            _ => Ok(()),
        }
    }

    /// Where the next item or key goes.
    fn item<W: Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        let depth = self.open.len();
        let Some(collection) = self.open.last_mut() else { return Ok(()) };
        match std::mem::replace(&mut collection.is_empty, false).then_some(collection.opened) {
            Some(After::Start) => Ok(()),
            Some(After::Dash) => to.write_all(b" "),
            _ => new_line(to, depth),
        }
    }
}

fn new_line<W: Write + ?Sized>(to: &mut W, depth: usize) -> io::Result<()> {
    to.write_all(b"\n")?;
    (1..depth).try_for_each(|_| to.write_all(b"  "))
}

macro_rules! ints {
    ($($method:ident: $int:ty),*) => { $(
        fn $method<W: Write + ?Sized>(&mut self, to: &mut W, value: $int) -> io::Result<()> {
            self.number(to, itoa::Buffer::new().format(value))
        }
    )* };
}

impl Formatter for Block {
    ints! {
        write_i8: i8, write_i16: i16, write_i32: i32, write_i64: i64, write_i128: i128,
        write_u8: u8, write_u16: u16, write_u32: u32, write_u64: u64, write_u128: u128
    }

    fn write_null<W: Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        self.scalar(to, "null")
    }
    fn write_bool<W: Write + ?Sized>(&mut self, to: &mut W, value: bool) -> io::Result<()> {
        self.number(to, if value { "true" } else { "false" })
    }
    fn write_f32<W: Write + ?Sized>(&mut self, to: &mut W, value: f32) -> io::Result<()> {
        let float = with_point(zmij::Buffer::new().format_finite(value));
        self.number(to, &float)
    }
    fn write_f64<W: Write + ?Sized>(&mut self, to: &mut W, value: f64) -> io::Result<()> {
        let float = with_point(zmij::Buffer::new().format_finite(value));
        self.number(to, &float)
    }
    fn write_number_str<W: Write + ?Sized>(&mut self, to: &mut W, value: &str) -> io::Result<()> {
        self.number(to, value)
    }

    fn begin_string<W: Write + ?Sized>(&mut self, _: &mut W) -> io::Result<()> {
        self.in_text = true;
        Ok(())
    }
    fn write_string_fragment<W: Write + ?Sized>(
        &mut self,
        _: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        self.text.push_str(fragment);
        Ok(())
    }
    fn write_char_escape<W: Write + ?Sized>(
        &mut self,
        _: &mut W,
        escape: CharEscape,
    ) -> io::Result<()> {
        self.text.push(match escape {
            CharEscape::Quote => '"',
            CharEscape::ReverseSolidus => '\\',
            CharEscape::Solidus => '/',
            CharEscape::Backspace => '\u{8}',
            CharEscape::FormFeed => '\u{c}',
            CharEscape::LineFeed => '\n',
            CharEscape::CarriageReturn => '\r',
            CharEscape::Tab => '\t',
            CharEscape::AsciiControl(byte) => char::from(byte),
        });
        Ok(())
    }
    fn end_string<W: Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        self.in_text = false;
        let mut text = std::mem::take(&mut self.text);
        if !std::mem::take(&mut self.is_number) && !is_plain(&text) {
            text = quoted(&text);
        }
        if self.after == After::Start && !self.open.is_empty() && text.len() > SHORT_KEY {
            self.after = After::Question;
            to.write_all(b"? ")?;
        }
        self.scalar(to, &text)
    }

    fn begin_array<W: Write + ?Sized>(&mut self, _: &mut W) -> io::Result<()> {
        self.begin();
        Ok(())
    }
    fn end_array<W: Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        self.end(to, "[]")
    }
    fn begin_array_value<W: Write + ?Sized>(&mut self, to: &mut W, _: bool) -> io::Result<()> {
        self.item(to)?;
        self.after = After::Dash;
        to.write_all(b"-")
    }
    fn begin_object<W: Write + ?Sized>(&mut self, _: &mut W) -> io::Result<()> {
        self.begin();
        Ok(())
    }
    fn end_object<W: Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        self.end(to, "{}")
    }
    fn begin_object_key<W: Write + ?Sized>(&mut self, to: &mut W, _: bool) -> io::Result<()> {
        self.item(to)?;
        self.after = After::Start;
        Ok(())
    }
    fn begin_object_value<W: Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        if self.after == After::Question {
            new_line(to, self.open.len())?;
        }
        self.after = After::Colon;
        to.write_all(b":")
    }
}

/// YAML 1.1 takes `1e20` for a text.
fn with_point(float: &str) -> String {
    match float.split_once('e') {
        Some((mantissa, exponent)) => {
            let point = if mantissa.contains('.') { "" } else { ".0" };
            let sign = if exponent.starts_with(['-', '+']) { "" } else { "+" };
            format!("{mantissa}{point}e{sign}{exponent}")
        }
        None => float.to_owned(),
    }
}

/// A text that no YAML takes for anything else.
fn is_plain(text: &str) -> bool {
    const OTHERS: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && !text.ends_with(' ')
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_- ".contains(&byte))
        && text.len() < SHORT_KEY
        && !OTHERS.iter().any(|other| text.eq_ignore_ascii_case(other))
}

fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for char in text.chars() {
        match char {
            '"' | '\\' => quoted.extend(['\\', char]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            // Not printable, as YAML says, or taken for the end of a line.
            '\0'..='\x1f' | '\x7f'..='\u{9f}' => escape(&mut quoted, 'x', 2, char),
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
                escape(&mut quoted, 'u', 4, char);
            }
            _ => quoted.push(char),
        }
    }
    quoted.push('"');
    quoted
}

fn escape(to: &mut String, letter: char, digits: u32, char: char) {
    to.extend(['\\', letter]);
    let digit = |at| char::from_digit(u32::from(char) >> (4 * at) & 0xf, 16);
    to.extend((0..digits).rev().filter_map(digit));
}
