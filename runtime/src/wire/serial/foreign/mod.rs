//! Types that are texts on the wire, and others of other crates, behind their features.

#[cfg(feature = "chrono")]
mod chrono;
mod containers;
#[cfg(feature = "jiff-02")]
mod jiff;
mod numbers;
mod standard;
#[cfg(feature = "time")]
mod time;

#[cfg(feature = "uuid")]
crate::wire::text_by_display!(uuid::Uuid: "a UUID" as "uuid");
