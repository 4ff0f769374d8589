//! What generated code uses, and nobody else: no part of it is stable.

pub use pyo3;
pub use pyo3_classes_macros::PyDataClass;

pub use crate::builder::*;
pub use crate::constraint;
pub use crate::data_class::*;
pub use crate::enumeration::{
    Arguments, EnumClass, EnumKind, EnumTable, Enumeration, FieldOperations, Made, MemberMethod,
    MemberRow, Parameters, VariantClass, Variants, add_enum, add_variants, class_attribute,
    enum_method, extract_member, extract_variant, from_member, member, member_from_plain,
    member_to_plain, method_of_class, no_variant, output_of, to_member, variant_class,
};
#[cfg(feature = "serde")]
pub use crate::enumeration::{read_member, write_member};
pub use crate::error::{ConvertError, Export};
pub use crate::field_type::{
    As, Field, FieldType, HasTable, IsFieldType, MayHaveTable, Mode, Native, Probe, VariantField,
    seen_table,
};
pub use crate::hash::Hasher;
pub use crate::hint::TypeHint;
#[cfg(feature = "stubs")]
pub use crate::introspection as stubs;
pub use crate::pyo3_internals::{
    Method, PyClassImpl, PyClassImplCollector, PyClassItems, PyClassTraverse, Slot, inventory,
    is_sendable,
};
pub use crate::view::{ViewTable, Viewable};
pub use crate::wire;
pub use core;
pub use std::string::String;

/// A closure around a function of the user's: `|value| function(value)`, so that a `fn(&str)` serves
/// for a `String`. A macro, since the compiler proposes no changes to what an imported macro wrote.
#[doc(hidden)]
#[macro_export]
macro_rules! __pyo3_classes_closure {
    (&mut $value:ty => $function:path) => {
        |value: &mut $value| $function(value)
    };
    (& $value:ty => $function:path) => {
        |value: &$value| $function(value)
    };
    // `<T as Trait>::function` is no `path`; for what is one, an `expr` would let the compiler propose
    // changes to this file.
    (&mut $value:ty => $function:expr) => {
        |value: &mut $value| $function(value)
    };
    (& $value:ty => $function:expr) => {
        |value: &$value| $function(value)
    };
}
pub use crate::__pyo3_classes_closure as closure;
pub use crate::__pyo3_classes_wire_enum as wire_enum;

/// Implemented by nothing: generated methods have it as a bound.
pub trait GeneratedUnlessSwitchedOff {}

/// Whether `T` is `Clone`: copies of it then keep what Python does not see.
pub struct CloneProbe<T>(core::marker::PhantomData<T>);

/// The answer for every type; the inherent constant below wins where it applies.
pub trait NotClone {
    /// No clone.
    const CLONE: Option<unsafe fn(*const u8, *mut u8)> = None;
}
impl<T> NotClone for CloneProbe<T> {}

impl<T: Clone> CloneProbe<T> {
    /// Clones the value at the first pointer into the room at the second.
    pub const CLONE: Option<unsafe fn(*const u8, *mut u8)> = Some(|value, slot| {
        // SAFETY: the caller lends a value and gives room for one.
        unsafe { slot.cast::<T>().write((*value.cast::<T>()).clone()) };
    });
}
