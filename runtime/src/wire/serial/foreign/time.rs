//! Texts of `time`'s types.

use jiff::SignedDuration;
use jiff::civil;
use jiff::tz::Offset;
use time::{Date, Duration, OffsetDateTime, PrimitiveDateTime, Time, UtcDateTime, UtcOffset};

use crate::wire::dates::{self, Instant, Moment};
use crate::wire::text_of;

text_of! {
    Date as civil::Date: |date| date_to(*date), date_of;
    Time as civil::Time: |time| time_to(*time), time_of;
    PrimitiveDateTime as civil::DateTime:
        |local| local_to(local.date(), local.time()),
        local_of;
    OffsetDateTime as Moment:
        |time| {
            let offset = offset_to(time.offset())?;
            Some(Moment { local: local_to(time.date(), time.time())?, offset })
        },
        moment_of;
    UtcDateTime as Instant:
        |time| {
            let local = local_to(time.date(), time.time())?;
            Some(Instant(Moment { local, offset: Offset::UTC }))
        },
        |Instant(moment)| {
            let time = moment_of(moment)?.checked_to_offset(UtcOffset::UTC)?;
            Some(Self::new(time.date(), time.time()))
        };
    Duration as SignedDuration:
        |duration| {
            Some(SignedDuration::new(duration.whole_seconds(), duration.subsec_nanoseconds()))
        },
        |duration| Some(Self::new(duration.as_secs(), duration.subsec_nanos()));
    UtcOffset as Offset: |offset| offset_to(*offset), offset_of;
}

fn date_to(date: Date) -> Option<civil::Date> {
    dates::date(date.year(), u8::from(date.month()), date.day())
}

fn date_of(date: civil::Date) -> Option<Date> {
    let (month, day) = (u8::try_from(date.month()).ok()?, date.day().try_into().ok()?);
    Date::from_calendar_date(date.year().into(), month.try_into().ok()?, day).ok()
}

fn time_to(time: Time) -> Option<civil::Time> {
    dates::time(time.hour(), time.minute(), time.second(), time.nanosecond())
}

fn time_of(time: civil::Time) -> Option<Time> {
    let (hour, minute, second, nanosecond) = dates::parts(time)?;
    Time::from_hms_nano(hour, minute, second, nanosecond).ok()
}

fn local_to(date: Date, time: Time) -> Option<civil::DateTime> {
    Some(civil::DateTime::from_parts(date_to(date)?, time_to(time)?))
}

fn local_of(local: civil::DateTime) -> Option<PrimitiveDateTime> {
    Some(PrimitiveDateTime::new(date_of(local.date())?, time_of(local.time())?))
}

fn offset_to(offset: UtcOffset) -> Option<Offset> {
    Offset::from_seconds(offset.whole_seconds()).ok()
}

fn offset_of(offset: Offset) -> Option<UtcOffset> {
    UtcOffset::from_whole_seconds(offset.seconds()).ok()
}

fn moment_of(moment: Moment) -> Option<OffsetDateTime> {
    Some(local_of(moment.local)?.assume_offset(offset_of(moment.offset)?))
}
