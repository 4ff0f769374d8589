//! Texts of types of the standard library.

use std::ffi::OsString;
use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use jiff::SignedDuration;
use jiff::civil::{self, DateTime};
use jiff::tz::Offset;

use crate::wire::dates::{Instant, Moment};
use crate::wire::{AsText, text_by_display, text_of};

text_by_display!(IpAddr: "an IPv4 or IPv6 address");

text_of! {
    Duration as SignedDuration:
        |duration| SignedDuration::try_from(*duration).ok(),
        |duration| duration.try_into().ok();
    SystemTime as Instant:
        |time| {
            let since = match time.duration_since(Self::UNIX_EPOCH) {
                Ok(after) => SignedDuration::try_from(after).ok()?,
                Err(before) => -SignedDuration::try_from(before.duration()).ok()?,
            };
            let local = EPOCH.checked_add(since).ok()?;
            Some(Instant(Moment { local, offset: Offset::UTC }))
        },
        |Instant(Moment { local, offset })| {
            let since = EPOCH.duration_until(local) - SignedDuration::from(offset);
            if since.is_negative() {
                Self::UNIX_EPOCH.checked_sub(since.unsigned_abs())
            } else {
                Self::UNIX_EPOCH.checked_add(since.unsigned_abs())
            }
        };
}

const EPOCH: DateTime = civil::date(1970, 1, 1).at(0, 0, 0, 0);

/// What an operating system calls a thing need not be Unicode, and then has no text.
macro_rules! text_by_system {
    ($($type:ty: $expected:literal, $format:expr;)*) => { $(
        impl AsText for $type {
            const EXPECTED: &'static str = $expected;
            const FORMAT: Option<&'static str> = $format;

            fn write_text(&self, out: &mut String) -> fmt::Result {
                out.push_str(AsRef::<std::ffi::OsStr>::as_ref(self).to_str().ok_or(fmt::Error)?);
                Ok(())
            }
            fn read_text(text: &str) -> Option<Self> {
                Some(text.into())
            }
        }
    )* };
}

text_by_system! {
    PathBuf: "a path in Unicode", Some("path");
    OsString: "a text in Unicode", None;
}
