//! `chrono`, and the time zones of `chrono-tz`.

use chrono::{
    DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc,
};
use pyo3::conversion::FromPyObjectOwned;
use pyo3::prelude::*;

use crate::constraint::Comparable;
use crate::field_type::FieldType;
use crate::field_type::converted::{converted, limited_by_itself};
use crate::hint::TypeHint;

converted!(NaiveDate, TypeHint::named("datetime", "date"));
converted!(NaiveTime, TypeHint::named("datetime", "time"));
converted!(NaiveDateTime, TypeHint::named("datetime", "datetime"));
converted!(TimeDelta, TypeHint::named("datetime", "timedelta"));
converted!(FixedOffset, TypeHint::named("datetime", "tzinfo"));
converted!(Utc, TypeHint::named("datetime", "tzinfo"));
#[cfg(feature = "chrono-local")]
converted!(chrono::Local, TypeHint::named("datetime", "tzinfo"));
#[cfg(feature = "chrono-tz")]
converted!(chrono_tz::Tz, TypeHint::named("zoneinfo", "ZoneInfo"));

converted!(
    for [Tz: TimeZone + 'static] DateTime<Tz>,
    TypeHint::named("datetime", "datetime"),
    [where
        DateTime<Tz>: for<'py> FromPyObjectOwned<'py> + for<'py> IntoPyObject<'py> + Clone]
);

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
