//! Dates, times and durations as texts: ISO 8601 and RFC 3339, as pydantic writes them, and RFC 9557 for
//! a moment in a time zone. Whatever crate a type is of, `jiff` reads its text.

use std::fmt::{self, Write as _};

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::temporal::{DateTimeParser, Pieces, TimeZoneAnnotation, TimeZoneAnnotationKind};
use jiff::tz::Offset;

use super::text::{AsText, TextColumn};

impl AsText for Date {
    const EXPECTED: &'static str = "a date in ISO 8601 (2024-02-29)";
    const FORMAT: Option<&'static str> = Some("date");
    const COLUMN: TextColumn = TextColumn::Date;

    fn write_text(&self, out: &mut String) -> fmt::Result {
        write!(out, "{self}")
    }
    fn read_text(text: &str) -> Option<Self> {
        let pieces = Pieces::parse(text).ok()?;
        let is_date_alone = pieces.time().is_none()
            && pieces.offset().is_none()
            && pieces.time_zone_annotation().is_none();
        is_date_alone.then(|| pieces.date())
    }
}

impl AsText for Time {
    const EXPECTED: &'static str = "a time in ISO 8601 (12:30:00)";
    const FORMAT: Option<&'static str> = Some("time");
    const COLUMN: TextColumn = TextColumn::Time;

    /// With the six digits that Python writes, or nine.
    fn write_text(&self, out: &mut String) -> fmt::Result {
        write!(out, "{:02}:{:02}:{:02}", self.hour(), self.minute(), self.second())?;
        match self.subsec_nanosecond() {
            0 => Ok(()),
            nanos if nanos % 1000 == 0 => write!(out, ".{:06}", nanos / 1000),
            nanos => write!(out, ".{nanos:09}"),
        }
    }
    fn read_text(text: &str) -> Option<Self> {
        // What could be a date or an offset beside it would be dropped.
        let is_time_alone = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b':' | b'.'));
        is_time_alone.then(|| DateTimeParser::new().parse_time(text).ok())?
    }
}

impl AsText for DateTime {
    const EXPECTED: &'static str = "a date and time in ISO 8601 (2024-02-29T12:30:00)";
    const FORMAT: Option<&'static str> = Some("date-time");
    const COLUMN: TextColumn = TextColumn::Local;

    fn write_text(&self, out: &mut String) -> fmt::Result {
        self.date().write_text(out)?;
        out.push('T');
        self.time().write_text(out)
    }
    fn read_text(text: &str) -> Option<Self> {
        let pieces = Pieces::parse(text).ok()?;
        let is_local = pieces.offset().is_none() && pieces.time_zone_annotation().is_none();
        let time = pieces.time().filter(|_| is_local)?;
        Some(pieces.date().to_datetime(time))
    }
}

/// A date and time at an offset from UTC.
#[derive(Clone, Copy)]
pub(crate) struct Moment {
    pub(crate) local: DateTime,
    pub(crate) offset: Offset,
}

impl AsText for Moment {
    const EXPECTED: &'static str =
        "a date and time with an offset in RFC 3339 (2024-02-29T12:30:00Z)";
    const FORMAT: Option<&'static str> = Some("date-time");

    fn write_text(&self, out: &mut String) -> fmt::Result {
        self.local.write_text(out)?;
        self.offset.write_text(out)
    }
    fn read_text(text: &str) -> Option<Self> {
        let InZone { moment, zone } = InZone::read_text(text)?;
        zone.is_none().then_some(moment)
    }
}

/// One in UTC, or read as that: a type that keeps no offset.
#[derive(Clone, Copy)]
pub(crate) struct Instant(pub(crate) Moment);

impl AsText for Instant {
    const EXPECTED: &'static str = Moment::EXPECTED;
    const FORMAT: Option<&'static str> = Moment::FORMAT;
    const COLUMN: TextColumn = TextColumn::Utc;

    fn write_text(&self, out: &mut String) -> fmt::Result {
        self.0.write_text(out)
    }
    fn read_text(text: &str) -> Option<Self> {
        Moment::read_text(text).map(Self)
    }
}

/// A moment in a time zone; none is UTC, or only the offset is known.
#[derive(Clone)]
pub(crate) struct InZone {
    pub(crate) moment: Moment,
    pub(crate) zone: Option<String>,
}

impl AsText for InZone {
    const EXPECTED: &'static str =
        "a date and time with a time zone in RFC 9557 (2024-02-29T12:30:00+01:00[Europe/Paris])";

    fn write_text(&self, out: &mut String) -> fmt::Result {
        self.moment.write_text(out)?;
        match &self.zone {
            Some(zone) => write!(out, "[{zone}]"),
            None => Ok(()),
        }
    }
    fn read_text(text: &str) -> Option<Self> {
        let pieces = Pieces::parse(text).ok()?;
        let offset = pieces.to_numeric_offset().filter(|offset| python_has(*offset))?;
        let zone = match pieces.time_zone_annotation().map(TimeZoneAnnotation::kind) {
            Some(TimeZoneAnnotationKind::Named(name)) => Some(name.as_str().to_owned()),
            Some(_) => return None,
            None => None,
        };
        let moment = Moment { local: pieces.date().to_datetime(pieces.time()?), offset };
        Some(Self { moment, zone })
    }
}

impl AsText for Offset {
    const EXPECTED: &'static str = "an offset from UTC (+01:00)";

    fn write_text(&self, out: &mut String) -> fmt::Result {
        let seconds = self.seconds();
        if seconds == 0 {
            out.push('Z');
            return Ok(());
        }
        out.push(if seconds < 0 { '-' } else { '+' });
        let seconds = seconds.unsigned_abs();
        write!(out, "{:02}:{:02}", seconds / 3600, seconds / 60 % 60)?;
        match seconds % 60 {
            0 => Ok(()),
            seconds => write!(out, ":{seconds:02}"),
        }
    }
    fn read_text(text: &str) -> Option<Self> {
        if text == "Z" {
            return Some(Self::UTC);
        }
        // In the POSIX form `UTC+1`, which would be read as well, the sign means the other side.
        let offset = text
            .starts_with(['+', '-'])
            .then(|| DateTimeParser::new().parse_time_zone(text).ok()?.to_fixed_offset().ok())??;
        python_has(offset).then_some(offset)
    }
}

impl AsText for SignedDuration {
    const EXPECTED: &'static str = "a duration in ISO 8601 (P1DT2H30M0.5S)";
    const FORMAT: Option<&'static str> = Some("duration");
    const COLUMN: TextColumn = TextColumn::Duration;

    fn write_text(&self, out: &mut String) -> fmt::Result {
        let duration = self.unsigned_abs();
        if self.is_negative() {
            out.push('-');
        }
        out.push('P');
        let seconds = duration.as_secs();
        let days = seconds / DAY;
        if days > 0 {
            write!(out, "{days}D")?;
        }
        if days > 0 && seconds.is_multiple_of(DAY) && duration.subsec_nanos() == 0 {
            return Ok(());
        }
        out.push('T');
        let (hours, minutes) = (seconds % DAY / 3600, seconds / 60 % 60);
        if hours > 0 {
            write!(out, "{hours}H")?;
        }
        if minutes > 0 {
            write!(out, "{minutes}M")?;
        }
        let (whole, nanos) = (seconds % 60, duration.subsec_nanos());
        match nanos {
            0 if whole == 0 && seconds > 0 => Ok(()),
            0 => write!(out, "{whole}S"),
            nanos => write!(out, "{whole}.{}S", format!("{nanos:09}").trim_end_matches('0')),
        }
    }
    /// Weeks and days have a fixed length here, as a `timedelta` has it.
    fn read_text(text: &str) -> Option<Self> {
        let (negative, text) = match text.as_bytes().first()? {
            b'-' => (true, &text[1..]),
            b'+' => (false, &text[1..]),
            _ => (false, text),
        };
        let mut rest = text.strip_prefix('P')?;
        let mut days = 0_u64;
        for (unit, length) in [('W', 7), ('D', 1)] {
            if let Some((count, others)) = rest.split_once(unit) {
                let count =
                    Some(count).filter(|count| count.bytes().all(|b| b.is_ascii_digit()))?;
                days = days.checked_add(count.parse::<u64>().ok()?.checked_mul(length)?)?;
                rest = others;
            }
        }
        let days = Self::from_secs(i64::try_from(days.checked_mul(DAY)?).ok()?);
        let time = match rest {
            "" if text.len() > 1 => Self::ZERO,
            _ => format!("P{rest}").parse().ok()?,
        };
        let duration = days.checked_add(time)?;
        if negative { duration.checked_neg() } else { Some(duration) }
    }
}

/// A date, of integers as another crate has them.
#[allow(dead_code, reason = "for field types behind cargo features")]
pub(crate) fn date<T: TryInto<i8>>(year: i32, month: T, day: T) -> Option<Date> {
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// A time. A leap second, of more nanoseconds than others, has none.
#[allow(dead_code, reason = "for field types behind cargo features")]
pub(crate) fn time<T: TryInto<i8>>(hour: T, minute: T, second: T, nanosecond: u32) -> Option<Time> {
    Time::new(
        hour.try_into().ok()?,
        minute.try_into().ok()?,
        second.try_into().ok()?,
        nanosecond.try_into().ok()?,
    )
    .ok()
}

/// Hour, minute, second and nanosecond, as integers of another crate.
#[allow(dead_code, reason = "for field types behind cargo features")]
pub(crate) fn parts<T: TryFrom<i8>>(time: Time) -> Option<(T, T, T, u32)> {
    Some((
        time.hour().try_into().ok()?,
        time.minute().try_into().ok()?,
        time.second().try_into().ok()?,
        time.subsec_nanosecond().try_into().ok()?,
    ))
}

/// Less than a day, as Python has them.
fn python_has(offset: Offset) -> bool {
    u64::from(offset.seconds().unsigned_abs()) < DAY
}

/// The seconds of a day.
const DAY: u64 = 86_400;
