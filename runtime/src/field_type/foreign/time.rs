//! `time`.

use time::{Date, Duration, OffsetDateTime, PrimitiveDateTime, Time, UtcDateTime, UtcOffset};

use crate::field_type::converted::{converted, limited_by_itself};
use crate::hint::TypeHint;

converted!(Date, TypeHint::named("datetime", "date"));
converted!(Time, TypeHint::named("datetime", "time"));
converted!(PrimitiveDateTime, TypeHint::named("datetime", "datetime"));
converted!(OffsetDateTime, TypeHint::named("datetime", "datetime"));
converted!(UtcDateTime, TypeHint::named("datetime", "datetime"));
converted!(Duration, TypeHint::named("datetime", "timedelta"));
converted!(UtcOffset, TypeHint::named("datetime", "tzinfo"));

limited_by_itself!(Date, Time, PrimitiveDateTime, OffsetDateTime, UtcDateTime, Duration);
