//! Texts of `chrono`'s types.

use chrono::{
    DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset as _, TimeDelta,
    TimeZone, Timelike, Utc,
};
use jiff::SignedDuration;
use jiff::civil;
use jiff::tz::Offset;

#[cfg(feature = "chrono-tz")]
use crate::wire::dates::InZone;
use crate::wire::dates::{self, Instant, Moment};
#[cfg(feature = "chrono-tz")]
use crate::wire::text_by_display;
use crate::wire::text_of;

text_of! {
    NaiveDate as civil::Date: |date| date_to(*date), date_of;
    NaiveTime as civil::Time: |time| time_to(*time), time_of;
    NaiveDateTime as civil::DateTime: |local| local_to(*local), local_of;
    TimeDelta as SignedDuration:
        // `subsec_nanos` has the sign of the whole.
        |delta| Some(SignedDuration::new(delta.num_seconds(), delta.subsec_nanos())),
        |duration| {
            Self::try_seconds(duration.as_secs())?
                .checked_add(&Self::nanoseconds(duration.subsec_nanos().into()))
        };
    FixedOffset as Offset:
        |offset| Offset::from_seconds(offset.local_minus_utc()).ok(),
        |offset| Self::east_opt(offset.seconds());
    Utc as Offset: |_| Some(Offset::UTC), |offset| (offset == Offset::UTC).then_some(Self);
    DateTime<Utc> as Instant:
        |time| moment_to(time).map(Instant), |Instant(moment)| moment_of(moment);
    DateTime<FixedOffset> as Moment: moment_to, moment_of_fixed;
}

#[cfg(feature = "chrono-local")]
text_of! {
    DateTime<chrono::Local> as Moment: moment_to, moment_of;
}

// An offset alone does not tell the zone, unless it is that of UTC.
#[cfg(feature = "chrono-tz")]
text_of! {
    DateTime<chrono_tz::Tz> as InZone:
        |time| {
            let zone = time.timezone();
            let zone = (zone != chrono_tz::Tz::UTC).then(|| zone.name().to_owned());
            Some(InZone { moment: moment_to(time)?, zone })
        },
        |InZone { moment, zone }| {
            let fixed = moment_of_fixed(moment)?;
            let zone = match zone {
                Some(name) => name.parse().ok()?,
                None => chrono_tz::Tz::UTC,
            };
            let time = fixed.with_timezone(&zone);
            (time.offset().fix() == *fixed.offset()).then_some(time)
        };
}

#[cfg(feature = "chrono-tz")]
text_by_display!(chrono_tz::Tz: "the name of a time zone (Europe/Paris)");

fn date_to(date: NaiveDate) -> Option<civil::Date> {
    dates::date(date.year(), date.month(), date.day())
}

fn date_of(date: civil::Date) -> Option<NaiveDate> {
    let (month, day) = (date.month().try_into().ok()?, date.day().try_into().ok()?);
    NaiveDate::from_ymd_opt(date.year().into(), month, day)
}

/// A leap second has no text.
fn time_to(time: NaiveTime) -> Option<civil::Time> {
    dates::time(time.hour(), time.minute(), time.second(), time.nanosecond())
}

fn time_of(time: civil::Time) -> Option<NaiveTime> {
    let (hour, minute, second, nanosecond) = dates::parts(time)?;
    NaiveTime::from_hms_nano_opt(hour, minute, second, nanosecond)
}

fn local_to(local: NaiveDateTime) -> Option<civil::DateTime> {
    Some(civil::DateTime::from_parts(date_to(local.date())?, time_to(local.time())?))
}

fn local_of(local: civil::DateTime) -> Option<NaiveDateTime> {
    Some(date_of(local.date())?.and_time(time_of(local.time())?))
}

fn moment_to<Tz: TimeZone>(time: &DateTime<Tz>) -> Option<Moment> {
    let offset = time.offset().fix();
    let local = time.naive_utc().checked_add_offset(offset)?;
    let offset = Offset::from_seconds(offset.local_minus_utc()).ok()?;
    Some(Moment { local: local_to(local)?, offset })
}

fn moment_of_fixed(moment: Moment) -> Option<DateTime<FixedOffset>> {
    let offset = FixedOffset::east_opt(moment.offset.seconds())?;
    let utc = local_of(moment.local)?.checked_sub_offset(offset)?;
    Some(DateTime::from_naive_utc_and_offset(utc, offset))
}

/// The same instant in another zone.
fn moment_of<Tz: TimeZone>(moment: Moment) -> Option<DateTime<Tz>>
where
    DateTime<Tz>: From<DateTime<FixedOffset>>,
{
    moment_of_fixed(moment).map(Into::into)
}
