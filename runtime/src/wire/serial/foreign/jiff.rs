//! Texts of `jiff`'s types. Those without a time zone are in [`dates`](crate::wire::dates).

use std::fmt;

use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};

use crate::wire::dates::{InZone, Instant, Moment};
use crate::wire::{AsText, text_of};

text_of! {
    Timestamp as Instant:
        |time| {
            let local = Offset::UTC.to_datetime(*time);
            Some(Instant(Moment { local, offset: Offset::UTC }))
        },
        |Instant(Moment { local, offset })| offset.to_timestamp(local).ok();
    // An offset alone is a zone as well: one that never changes.
    Zoned as InZone:
        |time| {
            let zone = match time.time_zone().iana_name() {
                _ if *time.time_zone() == TimeZone::UTC => None,
                Some(name) => Some(name.to_owned()),
                None => {
                    time.time_zone().to_fixed_offset().ok()?;
                    None
                }
            };
            Some(InZone { moment: Moment { local: time.datetime(), offset: time.offset() }, zone })
        },
        |InZone { moment, zone }| {
            let zone = match zone {
                Some(name) => TimeZone::get(&name).ok()?,
                None => moment.offset.to_time_zone(),
            };
            let time = moment.offset.to_timestamp(moment.local).ok()?.to_zoned(zone);
            (time.offset() == moment.offset).then_some(time)
        };
}

impl AsText for TimeZone {
    const EXPECTED: &'static str = "the name of a time zone, or an offset from UTC";

    fn write_text(&self, out: &mut String) -> fmt::Result {
        if let Some(name) = self.iana_name() {
            out.push_str(name);
            return Ok(());
        }
        self.to_fixed_offset().map_err(|_| fmt::Error)?.write_text(out)
    }
    fn read_text(text: &str) -> Option<Self> {
        match Offset::read_text(text) {
            Some(offset) => Some(offset.to_time_zone()),
            None => Self::get(text).ok(),
        }
    }
}
