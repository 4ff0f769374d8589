//! Allocating an instance and filling it in place.
//!
//! Condition: an instance is the object's header, the Rust values, and zeroes. Check: that is how the
//! first instance looks that PyO3 has made; its type allocates and frees as CPython's own types do.
//!
//! The garbage collector is told of an instance when it is complete, and of none that cannot be part of
//! a cycle (no field can hold Python objects, and there is no `__dict__`): PyO3's dealloc does not mind.

use std::ops::Range;
use std::ptr;

use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::PyType;

use super::super::access::{Filler, Finisher};
use super::super::construct::{Partial, Purpose};
use super::super::table::{ClassTable, FieldRow};
use super::layout::{self, Layout};
use super::parameters::Parameters;
use super::{dealloc, enabled};

/// How the instances of one class, none of its subclasses, are made.
pub(in super::super) struct Maker {
    table: &'static ClassTable,
    /// The class object, which PyO3 keeps for ever.
    pub(super) class: *mut ffi::PyTypeObject,
    layout: &'static Layout,
    /// What is to be zero, in bytes from the object.
    zeroes: Vec<Range<usize>>,
    /// Whether an instance can be part of a reference cycle.
    tracked: bool,
    /// Copying the Rust values copies all of an instance.
    pub(super) copies: bool,
    /// What a call without a tuple goes by.
    pub(super) parameters: Option<Parameters>,
}

// SAFETY: the pointer is to an object that lives for ever and that only threads with the GIL use.
unsafe impl Send for Maker {}
// SAFETY: as above.
unsafe impl Sync for Maker {}

/// Learns how instances are made, if that has not been done, from one that PyO3 has just made.
///
/// # Safety
///
/// `object` is an instance of the class or of a subclass, and nothing has been done with it.
pub(in super::super) unsafe fn learn(table: &'static ClassTable, object: &Bound<'_, PyAny>) {
    // SAFETY: the caller's promise.
    unsafe { layout::learn(table, object) };
    let class = (table.type_object)(object.py());
    if object.get_type().is(&class) {
        table.cache.direct.maker.learn(|| {
            // SAFETY: the caller's promise.
            let maker = unsafe { measure(table, object, &class) };
            if maker.is_some() {
                // SAFETY: as above.
                unsafe { dealloc::install(table, class.as_type_ptr()) };
            }
            Ok(maker)
        });
    }
}

/// # Safety
///
/// `object` is a new instance of exactly the class.
unsafe fn measure(
    table: &'static ClassTable,
    object: &Bound<'_, PyAny>,
    class: &Bound<'_, PyType>,
) -> Option<Maker> {
    let layout = table.cache.direct.layout()?;
    let class = class.as_type_ptr();
    // SAFETY: a live type.
    let of_class = unsafe { &*class };
    // SAFETY: as above.
    let flags = unsafe { ffi::PyType_GetFlags(class) };
    let usual = flags & ffi::Py_TPFLAGS_HAVE_GC != 0
        && flags & MANAGED == 0
        && of_class.tp_itemsize == 0
        && of_class.tp_alloc.is_some_and(|alloc| {
            ptr::fn_addr_eq(alloc, ffi::PyType_GenericAlloc as ffi::allocfunc)
        })
        && of_class
            .tp_free
            .is_some_and(|free| ptr::fn_addr_eq(free, ffi::PyObject_GC_Del as ffi::freefunc));
    if !enabled() || !usual || table.layers().iter().any(|layer| layer.access.align > ALIGNMENT) {
        return None;
    }
    let zeroes = surroundings(table, layout, of_class.tp_basicsize.cast_unsigned());
    for range in &zeroes {
        // SAFETY: within the instance, and initialised: CPython allocates zeroes, and PyO3 writes what
        // the range spans, which is no padding (see `surroundings`).
        let bytes = unsafe {
            std::slice::from_raw_parts(object.as_ptr().cast::<u8>().add(range.start), range.len())
        };
        if bytes.iter().any(|byte| *byte != 0) {
            return None;
        }
    }
    let tracked = of_class.tp_dictoffset != 0
        || table.layers().iter().any(|layer| {
            // What only a `__traverse__` of the user's knows of.
            let opaque = |field: &FieldRow| field.table.opaque;
            layer.holders().next().is_some()
                || layer.fields.iter().any(opaque)
                || layer.skipped.iter().any(|field| field.table.is_none())
        });
    Some(Maker {
        table,
        class,
        layout,
        zeroes,
        tracked,
        copies: !tracked && dealloc::is_plain(table),
        parameters: Parameters::of(object.py(), table, layout),
    })
}

/// `Py_TPFLAGS_MANAGED_WEAKREF` and `Py_TPFLAGS_MANAGED_DICT`: what CPython keeps in front of an object.
/// Unused before 3.11.
const MANAGED: std::ffi::c_ulong = 1 << 3 | 1 << 4;

/// Behind a value of a stricter alignment than that of what PyO3 puts there, there is padding at the end,
/// which holds anything.
const ALIGNMENT: usize = align_of::<usize>();

/// What of an instance is neither header nor Rust value: borrow flags, `__dict__`, weak references, all
/// of them of the size and alignment of pointers, so that what comes before the next such place after a
/// value is padding.
fn surroundings(table: &'static ClassTable, layout: &Layout, size: usize) -> Vec<Range<usize>> {
    let mut start = size_of::<ffi::PyObject>();
    let mut ranges = Vec::new();
    for (layer, offset) in table.layers().iter().zip(&layout.offsets) {
        ranges.push(start..*offset);
        start = (offset + layer.access.size).next_multiple_of(align_of::<usize>());
    }
    ranges.push(start..size);
    ranges.retain(|range| !range.is_empty());
    ranges
}

impl Maker {
    /// A new object whose values are not there yet; `None` with an exception set if there is no memory.
    ///
    /// # Safety
    ///
    /// The interpreter is attached.
    #[inline]
    pub(super) unsafe fn allocate(&self) -> Option<Unfinished<'_>> {
        // SAFETY: the class is one of objects that the collector knows, of fixed size.
        let object = unsafe { ffi::PyObject_GC_New::<ffi::PyObject>(self.class) };
        if object.is_null() {
            return None;
        }
        for range in &self.zeroes {
            // SAFETY: within the object.
            unsafe { object.cast::<u8>().add(range.start).write_bytes(0, range.len()) };
        }
        Some(Unfinished { maker: self, object, layers: 0 })
    }

    /// Whether it makes instances of this class.
    pub(in super::super) fn is_of(&self, class: &Bound<'_, PyType>) -> bool {
        class.as_type_ptr() == self.class
    }

    /// A copy; `None` with no exception set if there is no memory.
    ///
    /// # Safety
    ///
    /// `object` is an instance of the class whose values may be read, and [`copies`](Self::copies).
    #[inline]
    pub(super) unsafe fn copy(&self, object: *mut ffi::PyObject) -> Option<*mut ffi::PyObject> {
        // SAFETY: the interpreter is attached, since it calls.
        let Some(mut new) = (unsafe { self.allocate() }) else {
            // SAFETY: as above.
            unsafe { ffi::PyErr_Clear() };
            return None;
        };
        for (layer, offset) in self.table.layers().iter().zip(&self.layout.offsets) {
            // SAFETY: the values are at their offsets.
            unsafe {
                let from = object.cast::<u8>().add(*offset);
                let to = new.object().add(*offset);
                match layer.clone {
                    Some(clone) => clone(from, to),
                    None => copy_fields(layer, from, to)?,
                }
            }
            new.layers += 1;
        }
        // SAFETY: every value is there.
        Some(unsafe { new.finish() })
    }

    /// What [`Access::new`](super::super::access::Access) does, in place.
    pub(in super::super) fn make<'py>(
        &self,
        py: Python<'py>,
        fill: Filler<'_>,
        finish: Finisher<'_>,
    ) -> PyResult<Bound<'py, PyAny>> {
        // SAFETY: the interpreter is attached, as `py` shows.
        let Some(mut new) = (unsafe { self.allocate() }) else { return Err(PyErr::fetch(py)) };
        // Most classes extend no other: asking for memory takes longer than all else here.
        let (one, all);
        let values: &[*mut u8] = match self.layout.offsets.len() {
            1 => {
                one = new.value(0);
                one.as_slice()
            }
            layers => {
                all = (0..layers).filter_map(|layer| new.value(layer)).collect::<Vec<_>>();
                &all
            }
        };
        for (layer, value) in values.iter().enumerate() {
            fill(layer, *value)?;
            new.layers += 1;
        }
        if let Err(error) = finish(values) {
            // First, and not on the way out, where an error would be lost if a `Drop` panics.
            drop(new);
            return Err(error);
        }
        // SAFETY: every value is there; the reference is new.
        unsafe { Ok(Bound::from_owned_ptr(py, new.finish())) }
    }
}

/// Copies a value field by field; `None` if a field did not let itself be copied.
///
/// # Safety
///
/// `from` is a value of the class, [plain](dealloc::is_plain), and `to` room for one.
unsafe fn copy_fields(layer: &'static ClassTable, from: *const u8, to: *mut u8) -> Option<()> {
    // SAFETY: the interpreter is attached, since it calls; plain values need no Python for a copy.
    let py = unsafe { Python::assume_attached() };
    let mut partial = Partial::new(layer, layer.name, Purpose::Restore, to);
    for _ in layer.fields {
        // SAFETY: there is a next field; the value is one of the class.
        unsafe { partial.copy_next(from, py) }.ok()?;
    }
    partial.complete();
    Some(())
}

/// An object some of whose Rust values are there; dropped, it drops those and gives the memory back.
pub(super) struct Unfinished<'a> {
    maker: &'a Maker,
    object: *mut ffi::PyObject,
    /// How many values are there.
    layers: usize,
}

impl Unfinished<'_> {
    /// Room for all of it.
    #[inline]
    pub(super) fn object(&self) -> *mut u8 {
        self.object.cast()
    }

    /// Room for the value of a layer.
    fn value(&self, layer: usize) -> Option<*mut u8> {
        let offset = self.maker.layout.offsets.get(layer)?;
        // SAFETY: within the object.
        Some(unsafe { self.object.cast::<u8>().add(*offset) })
    }

    /// The object, a new reference.
    ///
    /// # Safety
    ///
    /// Every value is there.
    #[inline]
    pub(super) unsafe fn finish(self) -> *mut ffi::PyObject {
        let object = self.object;
        if self.maker.tracked {
            // SAFETY: complete, and not tracked yet.
            unsafe { ffi::PyObject_GC_Track(object.cast()) };
        }
        std::mem::forget(self);
        object
    }
}

impl Drop for Unfinished<'_> {
    fn drop(&mut self) {
        /// Gives the memory back, also if a `Drop` of the user's panics.
        struct Memory(*mut ffi::PyObject, *mut ffi::PyTypeObject);
        impl Drop for Memory {
            fn drop(&mut self) {
                // SAFETY: allocated as such, never tracked; its type was given a reference then.
                unsafe {
                    ffi::PyObject_GC_Del(self.0.cast());
                    ffi::Py_DECREF(self.1.cast());
                }
            }
        }

        let _memory = Memory(self.object, self.maker.class);
        let layers = self.maker.table.layers().iter().zip(&self.maker.layout.offsets);
        for (layer, offset) in layers.take(self.layers) {
            // SAFETY: this value is there, and nobody else knows the object.
            unsafe { (layer.access.drop)(self.object.cast::<u8>().add(*offset)) };
        }
    }
}
