//! `time`.

use time::{Date, Duration, OffsetDateTime, PrimitiveDateTime, Time, UtcDateTime, UtcOffset};

use crate::field_type::converted::{converted, limited_by_itself};
use crate::hint::TypeHint;

converted!(text Date, TypeHint::named("datetime", "date"));
converted!(text Time, TypeHint::named("datetime", "time"));
converted!(text PrimitiveDateTime, TypeHint::named("datetime", "datetime"));
converted!(text OffsetDateTime, TypeHint::named("datetime", "datetime"));
converted!(text UtcDateTime, TypeHint::named("datetime", "datetime"));
converted!(text Duration, TypeHint::named("datetime", "timedelta"));
converted!(text UtcOffset, TypeHint::named("datetime", "tzinfo"));

limited_by_itself!(Date, Time, PrimitiveDateTime, OffsetDateTime, UtcDateTime, Duration);
