//! `uuid`.

use uuid::Uuid;

use crate::field_type::converted::converted;
use crate::hash::Hasher;
use crate::hint::TypeHint;

// Python compares UUIDs as 128-bit integers, which is how their bytes compare.
converted!(text Uuid, TypeHint::named("uuid", "UUID"), {
    const EQ: Option<fn(&Self, &Self) -> bool> = Some(|a, b| a == b);
    const ORDER: Option<fn(&Self, &Self) -> Option<std::cmp::Ordering>> =
        Some(|a, b| Some(a.cmp(b)));
    const HASH: Option<fn(&Self, &mut Hasher)> =
        Some(|value, hasher| hasher.bytes(value.as_bytes()));
});
