//! Cells that are read as texts: dates, times, durations and decimals.

use std::fmt::Debug;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, DecimalType, DurationMicrosecondType,
    DurationMillisecondType, DurationNanosecondType, DurationSecondType, Time32MillisecondType,
    Time32SecondType, Time64MicrosecondType, Time64NanosecondType, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
};
use arrow_array::{Array, ArrayRef, PrimitiveArray, temporal_conversions as temporal};
use arrow_schema::{DataType, TimeUnit};
use jiff::SignedDuration;

use super::Kind;
use crate::wire::AsText;

fn written<'a, T: ArrowPrimitiveType>(
    array: &'a ArrayRef,
    write: impl Fn(T::Native) -> Option<String> + 'a,
) -> Kind<'a> {
    let array = array.as_primitive::<T>();
    Kind::Written(Box::new(move |row| write(array.value(row))))
}

/// The form of ISO 8601, which is chrono's own.
fn iso(value: impl Debug) -> String {
    format!("{value:?}")
}

pub(super) fn date_or_time(array: &ArrayRef) -> Kind<'_> {
    match array.data_type() {
        DataType::Date32 => written::<Date32Type>(array, |days| {
            temporal::date32_to_datetime(days).map(|moment| iso(moment.date()))
        }),
        DataType::Date64 => written::<Date64Type>(array, |milliseconds| {
            temporal::date64_to_datetime(milliseconds).map(|moment| iso(moment.date()))
        }),
        DataType::Time32(TimeUnit::Second) => {
            written::<Time32SecondType>(array, |time| temporal::time32s_to_time(time).map(iso))
        }
        DataType::Time32(_) => written::<Time32MillisecondType>(array, |time| {
            temporal::time32ms_to_time(time).map(iso)
        }),
        DataType::Time64(TimeUnit::Nanosecond) => {
            written::<Time64NanosecondType>(array, |time| temporal::time64ns_to_time(time).map(iso))
        }
        _ => written::<Time64MicrosecondType>(array, |time| {
            temporal::time64us_to_time(time).map(iso)
        }),
    }
}

/// With a time zone it is in UTC, whatever the zone.
pub(super) fn moment(array: &ArrayRef, unit: TimeUnit, has_zone: bool) -> Kind<'_> {
    let zone = if has_zone { "Z" } else { "" };
    macro_rules! moments {
        ($type:ty, $convert:path) => {
            written::<$type>(array, move |since| {
                $convert(since).map(|moment| format!("{moment:?}{zone}"))
            })
        };
    }
    match unit {
        TimeUnit::Second => moments!(TimestampSecondType, temporal::timestamp_s_to_datetime),
        TimeUnit::Millisecond => {
            moments!(TimestampMillisecondType, temporal::timestamp_ms_to_datetime)
        }
        TimeUnit::Microsecond => {
            moments!(TimestampMicrosecondType, temporal::timestamp_us_to_datetime)
        }
        TimeUnit::Nanosecond => {
            moments!(TimestampNanosecondType, temporal::timestamp_ns_to_datetime)
        }
    }
}

/// In the form of ISO 8601 that the wire has.
pub(super) fn duration(array: &ArrayRef, unit: TimeUnit) -> Kind<'_> {
    macro_rules! durations {
        ($type:ty, $make:path) => {
            written::<$type>(array, |count| {
                let mut text = String::new();
                $make(count).write_text(&mut text).ok()?;
                Some(text)
            })
        };
    }
    match unit {
        TimeUnit::Second => durations!(DurationSecondType, SignedDuration::from_secs),
        TimeUnit::Millisecond => durations!(DurationMillisecondType, SignedDuration::from_millis),
        TimeUnit::Microsecond => durations!(DurationMicrosecondType, SignedDuration::from_micros),
        TimeUnit::Nanosecond => durations!(DurationNanosecondType, SignedDuration::from_nanos),
    }
}

pub(super) fn decimal<T: DecimalType>(
    array: &PrimitiveArray<T>,
    precision: u8,
    scale: i8,
) -> Kind<'_> {
    Kind::Written(Box::new(move |row| Some(T::format_decimal(array.value(row), precision, scale))))
}
