//! What generated code uses, and nobody else: no part of it is stable.

pub use pyo3;

pub use crate::constraint;
pub use crate::data_class::*;
pub use crate::field_type::{Field, HasTable, IsFieldType, Probe};
pub use crate::pyo3_internals::{
    Method, PyClassImpl, PyClassImplCollector, PyClassItems, PyClassTraverse, Slot, inventory,
};
pub use core;
pub use std::string::String;

pub use crate::field_type::Mode;

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
