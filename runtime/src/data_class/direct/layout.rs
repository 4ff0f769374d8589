//! Where the Rust values lie in the instances of a class.
//!
//! Condition: PyO3 gives the value of a class whose base classes are all PyO3's the same place in every
//! instance, subclasses' included; CPython keeps the layout of a base class as the beginning of a
//! subclass's.
//!
//! Check: the place is measured on an instance by PyO3's public borrow, and a class with another kind
//! of base class (`extends = PyDict`), or bound to a thread (`unsendable`), has none.

use std::cmp::Ordering;

use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::{PyString, PyType};

use super::super::table::{Attribute, ClassTable};
use super::{dict, enabled, member};
use crate::field_type::Scalar;
use crate::hash::Hasher;

/// The layout of a class's instances.
pub(in super::super) struct Layout {
    /// Nobody can change an instance: reading it needs no borrow.
    pub(super) frozen: bool,
    /// No operation of a field's type can panic: all are this crate's own.
    pub(super) trusted: bool,
    /// Of the Rust value of each layer, in bytes from the object.
    pub(super) offsets: Vec<usize>,
    /// The fields that `==` and `<` compare; `None` where Python must be asked about one.
    pub(super) compared: Option<Vec<Compared>>,
    /// Each of these has an order of its own.
    pub(super) ordered: bool,
    /// The fields that have a hash; `None` as above.
    pub(super) hashed: Option<Vec<Hashed>>,
    /// What `repr` prints; `None` as above.
    pub(super) shown: Option<Vec<Shown>>,
    /// What `to_dict` makes; `None` where it takes the long way.
    pub(super) items: Option<Vec<dict::Item>>,
    /// The `__qualname__` of the class: the object, which is kept so that no other has its address.
    pub(super) name: (Py<PyString>, String),
}

/// A field that `==` compares.
pub(super) struct Compared {
    /// Bytes from the object.
    pub(super) at: usize,
    scalar: Option<Scalar>,
    eq: unsafe fn(*const u8, *const u8) -> bool,
    /// `None` where Python must be asked.
    order: Option<unsafe fn(*const u8, *const u8) -> Option<Ordering>>,
}

impl Compared {
    /// `==`.
    ///
    /// # Safety
    ///
    /// Both point to values of the field.
    #[inline]
    pub(super) unsafe fn eq(&self, a: *const u8, b: *const u8) -> bool {
        // SAFETY: the caller's promise.
        unsafe {
            match self.scalar {
                Some(scalar) => scalar.eq(a, b),
                None => (self.eq)(a, b),
            }
        }
    }

    /// `<` and its kin; `None` where neither is less (NaN).
    ///
    /// # Safety
    ///
    /// As for [`eq`](Self::eq).
    #[inline]
    pub(super) unsafe fn order(&self, a: *const u8, b: *const u8) -> Option<Ordering> {
        // SAFETY: the caller's promise.
        unsafe {
            match self.scalar {
                Some(scalar) => scalar.order(a, b),
                None => self.order?(a, b),
            }
        }
    }
}

/// A field that has a hash.
pub(super) struct Hashed {
    /// Bytes from the object.
    pub(super) at: usize,
    scalar: Option<Scalar>,
    hash: unsafe fn(*const u8, &mut Hasher),
}

impl Hashed {
    /// Feeds the value.
    ///
    /// # Safety
    ///
    /// `value` points to a value of the field.
    #[inline]
    pub(super) unsafe fn feed(&self, value: *const u8, hasher: &mut Hasher) {
        // SAFETY: the caller's promise.
        unsafe {
            match self.scalar {
                Some(scalar) => hasher.word(scalar.word(value)),
                None => (self.hash)(value, hasher),
            }
        }
    }
}

/// A field that `repr` prints.
pub(super) struct Shown {
    /// `, price=`
    pub(super) label: String,
    /// Bytes from the object, and what prints the value there; `None` for a secret one.
    pub(super) repr: Option<(usize, unsafe fn(*const u8, &mut String))>,
}

impl Layout {
    /// Of the class's own value, in bytes from the object.
    #[inline]
    pub(super) fn own_offset(&self) -> usize {
        self.offsets.last().copied().unwrap_or_default()
    }

    /// Of a field, in bytes from the object.
    pub(super) fn of(&self, table: &'static ClassTable, field: &Attribute) -> Option<usize> {
        let layer = table.layers().iter().position(|layer| field.is_of(layer))?;
        Some(self.offsets.get(layer)? + field.row.offset)
    }
}

/// Measures the layout of a class, if that has not been done, on an instance of it or of a subclass.
///
/// # Safety
///
/// `object` is an instance of the class.
pub(in super::super) unsafe fn learn(table: &'static ClassTable, object: &Bound<'_, PyAny>) {
    // SAFETY: the caller's promise.
    table.cache.direct.layout.learn(|| unsafe { measure(table, object) });
}

/// Whether all base classes are PyO3's, and any thread may use an instance.
pub(super) fn is_of_ours(py: Python<'_>, table: &'static ClassTable) -> bool {
    let layers = table.layers();
    let Some(root) = layers.first() else { return false };
    let root = (root.type_object)(py);
    // SAFETY: a live type.
    let base = unsafe { (*root.as_type_ptr()).tp_base };
    base == &raw mut ffi::PyBaseObject_Type && layers.iter().all(|layer| layer.access.sendable)
}

/// Fails where nobody may look at the instance at this moment, for it is being changed: another will do.
///
/// # Safety
///
/// `object` is an instance of the class.
unsafe fn measure(
    table: &'static ClassTable,
    object: &Bound<'_, PyAny>,
) -> PyResult<Option<Layout>> {
    let layers = table.layers();
    if !enabled() || !is_of_ours(object.py(), table) {
        return Ok(None);
    }
    let mut addresses = Vec::with_capacity(layers.len());
    for layer in layers {
        // SAFETY: the caller's promise: the object is an instance of each layer's class.
        unsafe { (layer.access.read)(object, &mut |value| addresses.push(value.addr()))? };
    }
    Ok(of_addresses(table, object, &addresses))
}

/// The layout of an instance whose Rust values are at these addresses.
fn of_addresses(
    table: &'static ClassTable,
    object: &Bound<'_, PyAny>,
    addresses: &[usize],
) -> Option<Layout> {
    let mut offsets = Vec::with_capacity(addresses.len());
    for (layer, address) in table.layers().iter().zip(addresses) {
        let offset = address.checked_sub(object.as_ptr().addr())?;
        // SAFETY: a live type; its basic size is that of the part of the instance it knows.
        let size = unsafe { (*(layer.type_object)(object.py()).as_type_ptr()).tp_basicsize };
        let end = offset + layer.access.size;
        if offset < size_of::<ffi::PyObject>() || end > size.cast_unsigned() {
            return None;
        }
        if !member::agrees(object.py(), layer, offset) {
            return None;
        }
        offsets.push(offset);
    }
    let mut layout = Layout {
        frozen: table.access.write.is_none(),
        trusted: table.attributes().iter().all(|field| field.row.table.quick_from_py.is_some()),
        items: dict::items(object.py(), table, &offsets),
        offsets,
        compared: None,
        ordered: false,
        hashed: None,
        shown: None,
        name: name_of(&(table.type_object)(object.py()))?,
    };
    let compared = table.attributes().iter().filter(|field| field.options.compare);
    layout.compared = compared
        .map(|field| {
            let at = layout.of(table, field)?;
            Some(Compared {
                at,
                scalar: field.row.table.scalar,
                eq: field.eq()?,
                order: field.order(),
            })
        })
        .collect();
    layout.ordered = layout.compared.iter().flatten().all(|field| field.order.is_some());
    let hashed = table.attributes().iter().filter(|field| field.options.hash);
    layout.hashed = hashed
        .map(|field| {
            let at = layout.of(table, field)?;
            Some(Hashed { at, scalar: field.row.table.scalar, hash: field.hash()? })
        })
        .collect();
    let shown = table.attributes().iter().filter(|field| field.options.repr);
    layout.shown = shown
        .enumerate()
        .map(|(index, field)| {
            let comma = if index > 0 { ", " } else { "" };
            let name = if table.options.newtype { "" } else { field.name() };
            let equals = if table.options.newtype { "" } else { "=" };
            let repr = if field.options.secret {
                None
            } else {
                Some((layout.of(table, field)?, field.repr()?))
            };
            Some(Shown { label: format!("{comma}{name}{equals}"), repr })
        })
        .collect();
    Some(layout)
}

/// The object in the type that holds the class's `__qualname__`, and its text.
fn name_of(class: &Bound<'_, PyType>) -> Option<(Py<PyString>, String)> {
    // SAFETY: a class of PyO3's is a heap type.
    let name = unsafe {
        let name = (*class.as_type_ptr().cast::<ffi::PyHeapTypeObject>()).ht_qualname;
        Bound::from_borrowed_ptr_or_opt(class.py(), name)?
    };
    // Check: the type says the same itself.
    let name = name
        .cast_into::<PyString>()
        .ok()
        .filter(|name| class.qualname().is_ok_and(|said| said.is(name)))?;
    let text = name.to_str().ok()?.to_owned();
    Some((name.unbind(), text))
}
