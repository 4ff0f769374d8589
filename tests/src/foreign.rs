//! One class for each field type of another crate, each with a single field `value`; and constraints
//! on those that have an order.

use std::collections::HashMap;

use bigdecimal::BigDecimal;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use either::Either;
use num_bigint::{BigInt, BigUint};
use num_complex::Complex;
use num_rational::Ratio;
use ordered_float::{NotNan, OrderedFloat};
use pyo3::prelude::*;
use pyo3_classes::PyDataClass;
use rust_decimal::Decimal;
use smallvec::SmallVec;
use uuid::Uuid;

macro_rules! fields {
    ($($name:ident: $type:ty,)*) => {
        $(
            #[derive(PyDataClass, Clone)]
            #[dataclass(order, hash = true)]
            #[pyclass(module = "pyo3_classes_fixture")]
            pub(crate) struct $name {
                value: $type,
            }
        )*
    };
}

fields! {
    ForeignBigDecimal: BigDecimal,
    ForeignDecimal: Decimal,
    ForeignBigInt: BigInt,
    ForeignBigUint: BigUint,
    ForeignComplex: Complex<f64>,
    ForeignComplex32: Complex<f32>,
    ForeignRatio: Ratio<i64>,
    ForeignBigRatio: Ratio<BigInt>,
    ForeignOrdered: OrderedFloat<f64>,
    ForeignNotNan: NotNan<f64>,
    ForeignOrdered32: OrderedFloat<f32>,
    ForeignUuid: Uuid,
    ForeignBytes: bytes::Bytes,
    ForeignEither: Either<i64, String>,
    ForeignIndexMap: indexmap::IndexMap<String, i64>,
    ForeignHashMap: hashbrown::HashMap<String, i64>,
    ForeignHashSet: hashbrown::HashSet<i64>,
    ForeignSmallVec: SmallVec<[i64; 2]>,
    ForeignChronoDate: NaiveDate,
    ForeignChronoTime: NaiveTime,
    ForeignChronoNaive: NaiveDateTime,
    ForeignChronoUtc: DateTime<Utc>,
    ForeignChronoFixed: DateTime<FixedOffset>,
    ForeignChronoZoned: DateTime<chrono_tz::Tz>,
    ForeignChronoDelta: TimeDelta,
    ForeignChronoOffset: FixedOffset,
    ForeignChronoZone: chrono_tz::Tz,
    ForeignTimeDate: time::Date,
    ForeignTimeTime: time::Time,
    ForeignTimePrimitive: time::PrimitiveDateTime,
    ForeignTimeOffset: time::OffsetDateTime,
    ForeignTimeUtc: time::UtcDateTime,
    ForeignTimeDuration: time::Duration,
    ForeignTimeUtcOffset: time::UtcOffset,
    ForeignJiffDate: jiff::civil::Date,
    ForeignJiffTime: jiff::civil::Time,
    ForeignJiffDateTime: jiff::civil::DateTime,
    ForeignJiffTimestamp: jiff::Timestamp,
    ForeignJiffZoned: jiff::Zoned,
    ForeignJiffDuration: jiff::SignedDuration,
    ForeignJiffZone: jiff::tz::TimeZone,
    ForeignJiffOffset: jiff::tz::Offset,
    ForeignVecDecimal: Vec<Decimal>,
    ForeignOptionDate: Option<NaiveDate>,
    ForeignMapUuid: HashMap<Uuid, BigInt>,
    ForeignTuple: (Uuid, Option<Decimal>),
}

/// Constraints on values that have an order.
#[derive(PyDataClass, Clone)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct ForeignBounded {
    #[field(
        default = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap(),
        ge = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap(),
        lt = NaiveDate::from_ymd_opt(2100, 1, 1).unwrap()
    )]
    date: NaiveDate,
    #[field(default = DateTime::UNIX_EPOCH, ge = DateTime::UNIX_EPOCH)]
    moment: DateTime<Utc>,
    #[field(default, le = TimeDelta::days(1))]
    span: TimeDelta,
    #[field(default = Decimal::new(15, 1), gt = Decimal::ZERO, multiple_of = Decimal::new(5, 1))]
    price: Decimal,
    #[field(default, ge = BigInt::from(-5), multiple_of = BigInt::from(5))]
    big: BigInt,
    #[field(default, lt = Ratio::new(1, 2))]
    share: Ratio<i64>,
    #[field(default, ge = 0.0, le = 1.0)]
    chance: OrderedFloat<f64>,
    #[field(default = time::Date::from_ordinal_date(2000, 1).unwrap(), lt = time::Date::MAX)]
    day: time::Date,
    #[field(default = jiff::civil::date(2000, 1, 1), gt = jiff::civil::Date::MIN)]
    jiff: jiff::civil::Date,
    #[field(default, min_length = 0, max_length = 2)]
    data: bytes::Bytes,
    #[field(default, max_length = 2, each(ge = 0))]
    few: SmallVec<[i64; 2]>,
    #[field(default, key(min_length = 1), value(gt = 0))]
    map: indexmap::IndexMap<String, i64>,
    #[field(default, each(gt = Decimal::ZERO))]
    prices: Vec<Decimal>,
}
