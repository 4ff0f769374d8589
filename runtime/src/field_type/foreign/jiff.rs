//! `jiff` 0.2.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp, Zoned};

use crate::field_type::converted::{converted, limited_by_itself};
use crate::hint::TypeHint;

converted!(Date, TypeHint::named("datetime", "date"));
converted!(Time, TypeHint::named("datetime", "time"));
converted!(DateTime, TypeHint::named("datetime", "datetime"));
converted!(Timestamp, TypeHint::named("datetime", "datetime"));
converted!(Zoned, TypeHint::named("datetime", "datetime"));
converted!(SignedDuration, TypeHint::named("datetime", "timedelta"));
converted!(TimeZone, TypeHint::named("datetime", "tzinfo"));
converted!(Offset, TypeHint::named("datetime", "tzinfo"));

limited_by_itself!(Date, Time, DateTime, Timestamp, Zoned, SignedDuration);
