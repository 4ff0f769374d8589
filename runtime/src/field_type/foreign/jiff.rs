//! `jiff` 0.2.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp, Zoned};

use crate::field_type::converted::{converted, limited_by_itself};
use crate::hint::TypeHint;

converted!(text Date, TypeHint::named("datetime", "date"));
converted!(text Time, TypeHint::named("datetime", "time"));
converted!(text DateTime, TypeHint::named("datetime", "datetime"));
converted!(text Timestamp, TypeHint::named("datetime", "datetime"));
converted!(text Zoned, TypeHint::named("datetime", "datetime"));
converted!(text SignedDuration, TypeHint::named("datetime", "timedelta"));
converted!(text TimeZone, TypeHint::named("datetime", "tzinfo"));
converted!(text Offset, TypeHint::named("datetime", "tzinfo"));

limited_by_itself!(Date, Time, DateTime, Timestamp, Zoned, SignedDuration);
