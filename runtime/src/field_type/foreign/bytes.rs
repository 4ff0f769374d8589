//! `bytes`.

use std::cmp::Ordering;

use bytes::Bytes;

use crate::constraint::HasLength;
use crate::field_type::converted::converted;
use crate::hash::Hasher;
use crate::hint::TypeHint;

converted!(Bytes, TypeHint::builtin("bytes"), {
    const EQ: Option<fn(&Self, &Self) -> bool> = Some(|a, b| a == b);
    const ORDER: Option<fn(&Self, &Self) -> Option<Ordering>> = Some(|a, b| Some(a.cmp(b)));
    const HASH: Option<fn(&Self, &mut Hasher)> = Some(|value, hasher| hasher.bytes(value));
    const REPR: Option<fn(&Self, &mut String)> =
        Some(|value, out| crate::text::push_bytes(out, value));

    fn from_plain<'py>(
        value: pyo3::Borrowed<'_, 'py, pyo3::PyAny>,
        reader: &mut crate::wire::Reader<'py>,
    ) -> Option<Self> {
        let bytes = reader.bytes(value)?;
        reader.leaf(bytes.as_borrowed())
    }
});

#[diagnostic::do_not_recommend]
impl HasLength for Bytes {
    const UNIT: &'static str = "bytes";

    fn length(&self) -> Option<usize> {
        Some(self.len())
    }
}
