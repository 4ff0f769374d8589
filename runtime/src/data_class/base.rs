//! What must hold between a class and the one that it extends, checked at compile time.

use std::marker::PhantomData;

use super::{ClassTable, DataClass};
#[cfg(feature = "stubs")]
use crate::introspection::ClassStub;

/// A class as one that extends it sees it.
#[derive(Clone, Copy)]
pub struct Summary {
    /// `#[pyclass(frozen)]`.
    pub frozen: bool,
    /// The attributes that it declares, and the parameters where they have other names.
    pub names: &'static [&'static str],
    /// How many fields it declares that Python sees.
    pub fields: usize,
    /// It has a positional parameter with a default.
    pub optional: bool,
    /// The class that it extends.
    pub base: Option<&'static Summary>,
}

impl Summary {
    /// A class without fields.
    pub const EMPTY: Self =
        Self { frozen: false, names: &[], fields: 0, optional: false, base: None };
}

/// The base class `B` of a class; the flag says whether it is a data class.
pub struct BaseOf<B, const IS_DATA_CLASS: bool>(PhantomData<B>);

/// A base class, data class or not.
pub trait Base {
    /// Its table.
    const TABLE: Option<fn() -> &'static ClassTable>;
    /// Its summary.
    const SUMMARY: Option<&'static Summary>;
    /// What a stub file says of it.
    #[cfg(feature = "stubs")]
    const STUB: Option<&'static ClassStub>;
}

impl<B> Base for BaseOf<B, false> {
    const TABLE: Option<fn() -> &'static ClassTable> = None;
    const SUMMARY: Option<&'static Summary> = None;
    #[cfg(feature = "stubs")]
    const STUB: Option<&'static ClassStub> = None;
}

impl<B: DataClass> Base for BaseOf<B, true> {
    const TABLE: Option<fn() -> &'static ClassTable> = Some(B::table);
    const SUMMARY: Option<&'static Summary> = Some(&B::SUMMARY);
    #[cfg(feature = "stubs")]
    const STUB: Option<&'static ClassStub> = Some(&B::STUB);
}

/// Whether a class is frozen and the data class that it extends is not, or the reverse.
pub const fn differs_in_frozen<T: DataClass>() -> bool {
    match T::SUMMARY.base {
        Some(base) => base.frozen != T::SUMMARY.frozen,
        None => false,
    }
}

/// Whether the data classes that a class extends have a positional parameter with a default.
pub const fn base_has_optional<T: DataClass>() -> bool {
    let mut base = T::SUMMARY.base;
    while let Some(summary) = base {
        if summary.optional {
            return true;
        }
        base = summary.base;
    }
    false
}

/// Whether a field of the data classes that a class extends has this name.
pub const fn base_has_name<T: DataClass>(name: &str) -> bool {
    let mut base = T::SUMMARY.base;
    while let Some(summary) = base {
        if contains(summary.names, name) {
            return true;
        }
        base = summary.base;
    }
    false
}

/// Whether the name is among these.
pub(crate) const fn contains(names: &[&str], name: &str) -> bool {
    let mut index = 0;
    while index < names.len() {
        if equal(names[index].as_bytes(), name.as_bytes()) {
            return true;
        }
        index += 1;
    }
    false
}

const fn equal(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut index = 0;
    while index < a.len() {
        if a[index] != b[index] {
            return false;
        }
        index += 1;
    }
    true
}
