//! `chrono`, and the time zones of `chrono-tz`.

use chrono::{
    DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc,
};

use crate::constraint::Comparable;
use crate::field_type::FieldType;
use crate::field_type::converted::{converted, limited_by_itself};
use crate::hint::TypeHint;

converted!(text NaiveDate, TypeHint::named("datetime", "date"));
converted!(text NaiveTime, TypeHint::named("datetime", "time"));
converted!(text NaiveDateTime, TypeHint::named("datetime", "datetime"));
converted!(text TimeDelta, TypeHint::named("datetime", "timedelta"));
converted!(text FixedOffset, TypeHint::named("datetime", "tzinfo"));
converted!(text Utc, TypeHint::named("datetime", "tzinfo"));
#[cfg(feature = "chrono-local")]
converted!(chrono::Local, TypeHint::named("datetime", "tzinfo"));
#[cfg(feature = "chrono-tz")]
converted!(text chrono_tz::Tz, TypeHint::named("zoneinfo", "ZoneInfo"));

converted!(text DateTime<Utc>, TypeHint::named("datetime", "datetime"));
converted!(text DateTime<FixedOffset>, TypeHint::named("datetime", "datetime"));
#[cfg(feature = "chrono-local")]
converted!(text DateTime<chrono::Local>, TypeHint::named("datetime", "datetime"));
#[cfg(feature = "chrono-tz")]
converted!(text DateTime<chrono_tz::Tz>, TypeHint::named("datetime", "datetime"));

limited_by_itself!(NaiveDate, NaiveTime, NaiveDateTime, TimeDelta);

#[diagnostic::do_not_recommend]
impl<Tz: TimeZone> Comparable for DateTime<Tz>
where
    DateTime<Tz>: FieldType,
{
    type Limit = Self;

    /// By the instant, whatever the time zones.
    fn compare(&self, limit: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(limit))
    }
}
