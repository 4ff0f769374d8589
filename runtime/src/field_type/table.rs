//! [`FieldTable`]: a field type's operations with the type erased, one static table per type.

use std::cmp::Ordering;
use std::marker::PhantomData;
use std::mem::MaybeUninit;

use pyo3::prelude::*;
use pyo3::types::PyDict;
use pyo3::{Borrowed, PyTraverseError, PyVisit, ffi};

use super::{Convertible, FieldType, Mode, Native, Scalar, by_conversion};
use crate::error::ConvertError;
use crate::hash::Hasher;
use crate::hint::TypeHint;
use crate::wire::{Form, Reader, Schemas};

/// The operations of a field type on pointers to its values.
///
/// # Safety
///
/// Every function takes pointers to initialised, aligned values of the type that the table was made
/// for; those called `slot` point to room for one, which `Ok` means is now initialised.
#[derive(Clone, Copy)]
#[cfg_attr(not(direct), allow(dead_code, reason = "what only the shortcuts of `direct` read"))]
pub struct FieldTable {
    pub(crate) hint: TypeHint,
    pub(crate) size: usize,
    pub(crate) align: usize,
    native: fn() -> Native,
    pub(crate) needs_drop: bool,
    pub(crate) scalar: Option<Scalar>,
    /// A value begins with the pointer to its Python value.
    pub(crate) is_object: bool,
    /// Whether a value may own Python objects that only the user knows of.
    pub(crate) opaque: bool,
    pub(crate) exchange: unsafe fn(*mut u8, *mut u8),
    pub(crate) quick_from_py: Option<unsafe fn(*mut ffi::PyObject, slot: *mut u8) -> bool>,
    pub(crate) quick_to_py: Option<unsafe fn(*const u8) -> *mut ffi::PyObject>,
    pub(crate) from_py:
        unsafe fn(Borrowed<'_, '_, PyAny>, Mode, slot: *mut u8) -> Result<(), ConvertError>,
    pub(crate) to_py: for<'py> unsafe fn(*const u8, Python<'py>) -> PyResult<Bound<'py, PyAny>>,
    pub(crate) copied: unsafe fn(*const u8, Python<'_>, slot: *mut u8) -> PyResult<()>,
    pub(crate) drop: unsafe fn(*mut u8),
    pub(crate) assign: unsafe fn(
        Borrowed<'_, '_, PyAny>,
        Mode,
        &mut dyn FnMut(*mut u8) -> PyResult<()>,
    ) -> Result<PyResult<()>, ConvertError>,
    pub(crate) cleared: unsafe fn(Python<'_>, &mut dyn FnMut(*mut u8)),
    pub(crate) eq: Option<unsafe fn(*const u8, *const u8) -> bool>,
    pub(crate) order: Option<unsafe fn(*const u8, *const u8) -> Option<Ordering>>,
    pub(crate) hash: Option<unsafe fn(*const u8, &mut Hasher)>,
    pub(crate) repr: Option<unsafe fn(*const u8, &mut String)>,
    pub(crate) traverse: Option<unsafe fn(*const u8, &PyVisit<'_>) -> Result<(), PyTraverseError>>,
    pub(crate) to_plain:
        for<'py> unsafe fn(*const u8, Python<'py>, Form) -> PyResult<Bound<'py, PyAny>>,
    /// Whether the slot is initialised now; the reader knows what is wrong otherwise.
    pub(crate) from_plain:
        for<'py> unsafe fn(Borrowed<'_, 'py, PyAny>, &mut Reader<'py>, slot: *mut u8) -> bool,
    /// Whether two values are alike on the wire, without Python; `false` where nobody can tell.
    pub(crate) is_same: unsafe fn(*const u8, *const u8) -> bool,
    pub(crate) schema: for<'py> fn(&mut Schemas<'py>) -> PyResult<Bound<'py, PyDict>>,
    /// What a field has that is absent on the wire, without a default.
    pub(crate) absent: Option<unsafe fn(slot: *mut u8)>,
}

impl FieldTable {
    /// The table of a field type.
    #[allow(clippy::too_many_lines, reason = "one entry after another")]
    pub const fn of<T: FieldType>() -> Self {
        // Each closure only restores the type. SAFETY of all of them: the caller keeps the
        // promises of `FieldTable`.
        Self {
            hint: T::HINT,
            size: size_of::<T>(),
            align: align_of::<T>(),
            native: T::native,
            needs_drop: std::mem::needs_drop::<T>(),
            scalar: T::SCALAR,
            is_object: T::OBJECT.is_some(),
            opaque: T::OPAQUE,
            // As uninitialised memory, since a value may have padding.
            // SAFETY: as above.
            exchange: |a, b| unsafe {
                std::ptr::swap(a.cast::<MaybeUninit<T>>(), b.cast::<MaybeUninit<T>>());
            },
            quick_from_py: match T::QUICK.from_py {
                None => None,
                Some(_) => Some(|object, slot| {
                    // SAFETY: as above, and the promises of `Quick`.
                    match T::QUICK.from_py.and_then(|from_py| unsafe { from_py(object) }) {
                        Some(value) => {
                            // SAFETY: as above.
                            unsafe { slot.cast::<T>().write(value) };
                            true
                        }
                        None => false,
                    }
                }),
            },
            quick_to_py: match T::QUICK.to_py {
                None => None,
                Some(_) => Some(|value| match T::QUICK.to_py {
                    // SAFETY: as above.
                    Some(to_py) => unsafe { to_py(&*value.cast::<T>()) },
                    None => std::ptr::null_mut(),
                }),
            },
            from_py: |value, mode, slot| {
                let value = T::from_py(value, mode)?;
                // SAFETY: as above.
                unsafe { slot.cast::<T>().write(value) };
                Ok(())
            },
            // SAFETY: as above.
            to_py: |value, py| unsafe { &*value.cast::<T>() }.to_py(py),
            copied: |value, py, slot| {
                // SAFETY: as above.
                let value = unsafe { &*value.cast::<T>() }.copied(py)?;
                // SAFETY: as above.
                unsafe { slot.cast::<T>().write(value) };
                Ok(())
            },
            // SAFETY: as above.
            drop: |value| unsafe { value.cast::<T>().drop_in_place() },
            assign: |value, mode, store| {
                let mut value = T::from_py(value, mode)?;
                Ok(store((&raw mut value).cast()))
            },
            cleared: |py, store| {
                if let Some(mut value) = T::cleared(py) {
                    store((&raw mut value).cast());
                }
            },
            eq: match T::EQ {
                None => None,
                Some(_) => Some(|a, b| match T::EQ {
                    // SAFETY: as above.
                    Some(eq) => unsafe { eq(&*a.cast(), &*b.cast()) },
                    None => false,
                }),
            },
            order: match T::ORDER {
                None => None,
                Some(_) => Some(|a, b| match T::ORDER {
                    // SAFETY: as above.
                    Some(order) => unsafe { order(&*a.cast(), &*b.cast()) },
                    None => None,
                }),
            },
            hash: match T::HASH {
                None => None,
                Some(_) => Some(|value, hasher| {
                    if let Some(hash) = T::HASH {
                        // SAFETY: as above.
                        unsafe { hash(&*value.cast(), hasher) };
                    }
                }),
            },
            repr: match T::REPR {
                None => None,
                Some(_) => Some(|value, out| {
                    if let Some(repr) = T::REPR {
                        // SAFETY: as above.
                        unsafe { repr(&*value.cast(), out) };
                    }
                }),
            },
            traverse: if T::HOLDS_PYTHON {
                // SAFETY: as above.
                Some(|value, visit| unsafe { &*value.cast::<T>() }.traverse(visit))
            } else {
                None
            },
            // SAFETY: as above.
            to_plain: |value, py, form| unsafe { &*value.cast::<T>() }.to_plain(py, form),
            from_plain: |value, reader, slot| match T::from_plain(value, reader) {
                Some(value) => {
                    // SAFETY: as above.
                    unsafe { slot.cast::<T>().write(value) };
                    true
                }
                None => false,
            },
            // SAFETY: as above.
            is_same: |a, b| unsafe { T::is_same(&*a.cast(), &*b.cast()) },
            schema: T::schema,
            absent: match T::ABSENT {
                None => None,
                Some(_) => Some(|slot| {
                    if let Some(absent) = T::ABSENT {
                        // SAFETY: as above.
                        unsafe { slot.cast::<T>().write(absent()) };
                    }
                }),
            },
        }
    }

    /// Which operations need no Python code.
    pub(crate) fn native(&self) -> Native {
        let given = Native {
            eq: self.eq.is_some(),
            order: self.eq.is_some() && self.order.is_some(),
            hash: self.hash.is_some(),
            repr: self.repr.is_some(),
        };
        given.and((self.native)())
    }

    /// Exchanges two values of the type.
    ///
    /// # Safety
    ///
    /// Both point to a value of the type.
    pub(crate) unsafe fn swap(&self, a: *mut u8, b: *mut u8) {
        // SAFETY: the caller's promise.
        unsafe { (self.exchange)(a, b) };
    }
}

/// Whether `T` is a [`FieldType`], for generated code to choose its table by.
pub struct IsFieldType<T>(PhantomData<T>);

/// The answer for every type; the inherent constant below wins where it applies.
pub trait Probe {
    /// Not a field type by itself.
    const VALUE: bool = false;
}
impl<T> Probe for IsFieldType<T> {}

impl<T: FieldType> IsFieldType<T> {
    /// A field type.
    pub const VALUE: bool = true;
}

/// A field of type `T`; the flag is [`IsFieldType::VALUE`].
pub struct Field<T, const IS_FIELD_TYPE: bool>(PhantomData<T>);

/// The table that belongs to a field.
pub trait HasTable {
    /// The table.
    const TABLE: &'static FieldTable;
}

#[diagnostic::do_not_recommend]
impl<T: FieldType> HasTable for Field<T, true> {
    const TABLE: &'static FieldTable = &FieldTable::of::<T>();
}

impl<T: Convertible> HasTable for Field<T, false> {
    const TABLE: &'static FieldTable = &FieldTable::of::<by_conversion::ByConversion<T>>();
}

/// The table of a field that Python does not see, which may be of any type: a [`FieldType`] then tells
/// the garbage collector of Python objects in it.
pub trait MayHaveTable {
    /// The table, if there is one.
    const TABLE: Option<&'static FieldTable>;
}

impl<T: FieldType> MayHaveTable for Field<T, true> {
    const TABLE: Option<&'static FieldTable> = Some(&FieldTable::of::<T>());
}

impl<T> MayHaveTable for Field<T, false> {
    const TABLE: Option<&'static FieldTable> = None;
}

/// What an enum does with a field of a variant, without the tables that a class has.
pub trait VariantField {
    /// The field's type.
    type Value;

    /// A copy.
    ///
    /// # Errors
    ///
    /// What copying raises.
    fn copy(value: &Self::Value, py: Python<'_>) -> PyResult<Self::Value>;

    /// Visits the Python objects in the value.
    ///
    /// # Errors
    ///
    /// Passes on what the visitor returns.
    fn traverse(_value: &Self::Value, _visit: &PyVisit<'_>) -> Result<(), PyTraverseError> {
        Ok(())
    }
}

#[diagnostic::do_not_recommend]
impl<T: FieldType> VariantField for Field<T, true> {
    type Value = T;

    fn copy(value: &T, py: Python<'_>) -> PyResult<T> {
        value.copied(py)
    }
    fn traverse(value: &T, visit: &PyVisit<'_>) -> Result<(), PyTraverseError> {
        value.traverse(visit)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Clone> VariantField for Field<T, false> {
    type Value = T;

    fn copy(value: &T, _: Python<'_>) -> PyResult<T> {
        Ok(value.clone())
    }
}
