//! Types of the standard library that have a class of their own in Python's.

use std::ffi::OsString;
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use super::converted::converted;
use crate::hash::Hasher;
use crate::hint::TypeHint;

// A `timedelta` has microseconds: two durations that differ by less are one in Python.
converted!(text Duration, TypeHint::named("datetime", "timedelta"), {
    const EQ: Option<fn(&Self, &Self) -> bool> = Some(|a, b| a.as_micros() == b.as_micros());
    const ORDER: Option<fn(&Self, &Self) -> Option<std::cmp::Ordering>> =
        Some(|a, b| Some(a.as_micros().cmp(&b.as_micros())));
    #[expect(clippy::cast_possible_truncation, reason = "a timedelta fits")]
    const HASH: Option<fn(&Self, &mut Hasher)> =
        Some(|value, hasher| hasher.word(value.as_micros() as u64));
});
converted!(text SystemTime, TypeHint::named("datetime", "datetime"));
converted!(text PathBuf, TypeHint::named("pathlib", "Path"));
converted!(text OsString, TypeHint::builtin("str"));
converted!(
    text IpAddr,
    TypeHint::union(&[
        TypeHint::named("ipaddress", "IPv4Address"),
        TypeHint::named("ipaddress", "IPv6Address"),
    ])
);
