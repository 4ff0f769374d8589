//! A data class as a field of another, by value.
//!
//! Python is handed a copy, as with every field that lives in Rust; `Py<T>` as the field's type keeps
//! the very instance.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::mem::MaybeUninit;
use std::ptr;

use pyo3::prelude::*;
use pyo3::types::PyDict;
use pyo3::{Borrowed, PyClass};

use super::access::{Layered, RootClass};
use super::table::{ClassOptions, ClassTable, FieldOptions, FieldRow};
use crate::error::{ConvertError, HIDDEN};
use crate::field_type::{FieldType, Native};
use crate::hash::Hasher;
use crate::hint::TypeHint;
use crate::wire::{Form, Reader, Schemas, Source, plain};

/// What a data class must be for that: `Clone`, and without a base class, whose part of the instance
/// its Rust value does not have. The lifetime lets the derive ask for it as a condition that may fail.
pub trait Nestable<'never>: Layered + RootClass + Clone {}
impl<T: Layered + RootClass + Clone> Nestable<'_> for T {}

/// The items of the field type that the derive gives a data class.
pub struct Nested;

impl Nested {
    /// The hint.
    pub const fn hint<T: PyClass>() -> TypeHint {
        TypeHint::class::<T>()
    }

    /// Which operations need no Python code: those that the class has and every field allows.
    pub fn native<T: Layered>() -> Native {
        thread_local! {
            /// The classes that this question is being asked of: one that holds itself allows what
            /// its other fields allow.
            static ASKED: RefCell<Vec<*const ClassTable>> = const { RefCell::new(Vec::new()) };
        }
        let table = T::table();
        if ASKED.with_borrow(|asked| asked.contains(&ptr::from_ref(table))) {
            return Native::ALL;
        }
        ASKED.with_borrow_mut(|asked| asked.push(table));
        let ClassOptions { eq, order, repr, .. } = table.options;
        let mut native = Native { eq, order: eq && order, hash: eq, repr };
        for field in table.fields {
            let options = &field.options;
            let of_field = field.table.native();
            native = native.and(Native {
                eq: of_field.eq || !options.compare,
                order: of_field.order || !options.compare,
                hash: of_field.hash || !options.hash,
                repr: of_field.repr || !options.repr || options.secret,
            });
        }
        ASKED.with_borrow_mut(Vec::pop);
        native
    }

    /// `==`, where it is native.
    pub fn eq<T: Layered>(a: &T, b: &T) -> bool {
        let compared: fn(&FieldOptions) -> bool = |options| options.compare;
        with(a, compared).zip(with(b, compared)).all(|((field, a), (_, b))| {
            // SAFETY: both are values of the field's type.
            field.table.eq.is_some_and(|eq| unsafe { eq(a, b) })
        })
    }

    /// `<`, where it is native.
    pub fn order<T: Layered>(a: &T, b: &T) -> Option<Ordering> {
        let compared: fn(&FieldOptions) -> bool = |options| options.compare;
        for ((field, a), (_, b)) in with(a, compared).zip(with(b, compared)) {
            // SAFETY: both are values of the field's type.
            if !unsafe { field.table.eq?(a, b) } {
                // SAFETY: as above.
                return unsafe { field.table.order?(a, b) };
            }
        }
        Some(Ordering::Equal)
    }

    /// `hash` by content, where it is native: the copy inside a frozen instance cannot change, even
    /// where instances of the class can.
    pub fn hash<T: Layered>(value: &T, hasher: &mut Hasher) {
        for (field, value) in with(value, |options| options.hash) {
            if let Some(hash) = field.table.hash {
                // SAFETY: the value is of the field's type.
                unsafe { hash(value, hasher) };
            }
        }
    }

    /// `repr`, where it is native.
    pub fn repr<T: Layered>(value: &T, out: &mut String) {
        out.push_str(T::table().name);
        out.push('(');
        for (index, (field, value)) in with(value, |options| options.repr).enumerate() {
            if index > 0 {
                out.push_str(", ");
            }
            if !T::table().options.newtype {
                out.push_str(field.name());
                out.push('=');
            }
            match field.table.repr {
                // SAFETY: the value is of the field's type.
                Some(repr) if !field.options.secret => unsafe { repr(value, out) },
                _ => {
                    out.push('\'');
                    out.push_str(HIDDEN);
                    out.push('\'');
                }
            }
        }
        out.push(')');
    }

    /// The dict or tuple in that of another instance; the instance itself if its class has none.
    ///
    /// # Errors
    ///
    /// Those of making the values of the fields.
    pub fn to_plain<'py, T: for<'a> Nestable<'a>>(
        value: &T,
        py: Python<'py>,
        form: Form,
    ) -> PyResult<Bound<'py, PyAny>> {
        // SAFETY: the pointer is to a value of the class.
        unsafe { plain::of_value(T::table(), (&raw const *value).cast(), py, form) }
    }

    /// The value of such a dict, or a copy of an instance's.
    pub fn from_plain<'py, T: for<'a> Nestable<'a> + FieldType>(
        value: Borrowed<'_, 'py, PyAny>,
        reader: &mut Reader<'py>,
    ) -> Option<T> {
        if reader.source() == Source::Python && value.is_instance_of::<T>() {
            return reader.leaf(value);
        }
        let mut slot = MaybeUninit::<T>::uninit();
        // SAFETY: the slot is room for a value of the one layer, and `true` means that it has one.
        unsafe {
            reader.class(T::table(), value, &[slot.as_mut_ptr().cast()]).then(|| slot.assume_init())
        }
    }

    /// The schema of such dicts.
    ///
    /// # Errors
    ///
    /// Those of making the schemas of the fields.
    pub fn schema<'py, T: Layered>(schemas: &mut Schemas<'py>) -> PyResult<Bound<'py, PyDict>> {
        schemas.class(T::table())
    }

    /// A copy of the instance's value.
    ///
    /// # Errors
    ///
    /// A `TypeError` for another class.
    pub fn from_py<T: for<'a> Nestable<'a>>(
        value: Borrowed<'_, '_, PyAny>,
    ) -> Result<T, ConvertError> {
        let object =
            value.cast::<T>().map_err(|_| ConvertError::wrong_type(Self::hint::<T>(), &value))?;
        let mut copy = None;
        // SAFETY: the object is an instance of `T`, and the pointer to one.
        unsafe {
            (T::table().access.read)(object.as_any(), &mut |value| {
                copy = Some((*value.cast::<T>()).clone());
            })
        }
        .map_err(|error| ConvertError::raised(&value, error))?;
        copy.ok_or_else(|| ConvertError::wrong_type(Self::hint::<T>(), &value))
    }

    /// A new instance with a copy of the value.
    ///
    /// # Errors
    ///
    /// `MemoryError`.
    pub fn to_py<'py, T: for<'a> Nestable<'a>>(
        value: &T,
        py: Python<'py>,
    ) -> PyResult<Bound<'py, PyAny>> {
        Bound::new(py, value.clone().into_initializer()).map(Bound::into_any)
    }
}

/// The fields wanted of a value.
fn with<T: Layered>(
    value: &T,
    wanted: fn(&FieldOptions) -> bool,
) -> impl Iterator<Item = (&'static FieldRow, *const u8)> {
    let value: *const u8 = (&raw const *value).cast();
    T::table().fields.iter().filter(move |field| wanted(&field.options)).map(move |field| {
        // SAFETY: the table is that of `T`.
        (field, unsafe { field.of(value) })
    })
}
