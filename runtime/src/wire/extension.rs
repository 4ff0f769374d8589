//! Extension types of `MessagePack`, of which one stands for a value here: [timestamps].
//!
//! [timestamps]: https://github.com/msgpack/msgpack/blob/master/spec.md#timestamp-extension-type

use std::fmt;

use jiff::Timestamp;
use jiff::tz::Offset;
use serde::de::{Error as _, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::dates::Moment;
use super::text::AsText;

/// The type of timestamps.
const TIMESTAMP: i8 = -1;

/// What stands for a value of an extension type.
pub(crate) enum Extension {
    /// A moment, as its text in UTC.
    Text(String),
    /// What no field type knows: the extension type, and its bytes.
    Unknown(i8, Vec<u8>),
}

impl<'de> Deserialize<'de> for Extension {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Parts)
    }
}

/// The type and the bytes, as a list of two.
struct Parts;

impl<'de> Visitor<'de> for Parts {
    type Value = Extension;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an extension type and its bytes")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Extension, A::Error> {
        let missing = |index| move || A::Error::invalid_length(index, &Self);
        let kind = parts.next_element()?.ok_or_else(missing(0))?;
        let Bytes(bytes) = parts.next_element()?.ok_or_else(missing(1))?;
        Ok(match timestamp(kind, &bytes) {
            Some(text) => Extension::Text(text),
            None => Extension::Unknown(kind, bytes),
        })
    }
}

struct Bytes(Vec<u8>);

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Copied;

        impl Visitor<'_> for Copied {
            type Value = Bytes;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("bytes")
            }
            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.to_vec()))
            }
        }
        deserializer.deserialize_bytes(Copied)
    }
}

/// The text of a timestamp in one of its three lengths; `None` if it is none, or in no year that has a text.
fn timestamp(kind: i8, bytes: &[u8]) -> Option<String> {
    if kind != TIMESTAMP {
        return None;
    }
    let (seconds, nanoseconds): (i64, u64) = match bytes.len() {
        4 => (u32::from_be_bytes(bytes.try_into().ok()?).into(), 0),
        8 => {
            // 30 bits of nanoseconds, and 34 of seconds.
            let both = u64::from_be_bytes(bytes.try_into().ok()?);
            ((both & ((1 << 34) - 1)).try_into().ok()?, both >> 34)
        }
        12 => {
            let (nanoseconds, seconds) = bytes.split_at(4);
            let nanoseconds = u32::from_be_bytes(nanoseconds.try_into().ok()?);
            (i64::from_be_bytes(seconds.try_into().ok()?), nanoseconds.into())
        }
        _ => return None,
    };
    let nanoseconds = i32::try_from(nanoseconds).ok().filter(|nanos| *nanos < 1_000_000_000)?;
    let time = Timestamp::new(seconds, nanoseconds).ok()?;
    let mut text = String::new();
    let moment = Moment { local: Offset::UTC.to_datetime(time), offset: Offset::UTC };
    moment.write_text(&mut text).ok()?;
    Some(text)
}
