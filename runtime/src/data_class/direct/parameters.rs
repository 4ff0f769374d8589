//! Making an instance of values of the exact types of its fields, without PyO3's bookkeeping.
//!
//! Condition: what runs neither runs Python code nor makes or drops a `Py<T>`. Check: each field has a
//! quick conversion (`Quick`), there are no hooks, and a panic of an expression of the user's is caught.
//! Where a value is of another type, or breaks a rule, all is given up, and the longer way starts anew.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;

use pyo3::prelude::*;
use pyo3::types::PyType;
use pyo3::{Borrowed, ffi};

use super::super::table::{Attribute, ClassTable, FieldRow};
use super::layout::Layout;
use super::maker::Maker;
use super::vectorcall::Arguments;
use crate::field_type::Scalar;

/// What the constructor takes.
pub(super) struct Parameters {
    /// The positional ones, then the others.
    all: Vec<Parameter>,
    positional: usize,
    /// The positional ones are the first fields, in their order.
    in_order: bool,
    /// Every field, the base classes' first.
    fields: Vec<Field>,
}

struct Parameter {
    /// Interned, and never freed.
    name: *mut ffi::PyObject,
    /// Which field.
    field: usize,
}

/// A field that is made of its value, or by default.
struct Field {
    row: &'static FieldRow,
    /// Bytes from the object.
    at: usize,
    /// An `f64`, which needs no call, and a field without constraints.
    is_float: bool,
    is_free: bool,
    from_py: unsafe fn(*mut ffi::PyObject, *mut u8) -> bool,
}

impl Field {
    /// Makes the field of the value, if that is simple.
    ///
    /// # Safety
    ///
    /// The value is live, and `slot` room for a value of the field, which is there on success.
    #[inline]
    #[allow(clippy::cast_ptr_alignment, reason = "the slot of a float is one")]
    unsafe fn convert(&self, given: *mut ffi::PyObject, slot: *mut u8) -> bool {
        // SAFETY: the caller's promise.
        unsafe {
            if self.is_float && ffi::PyFloat_CheckExact(given) != 0 {
                slot.cast::<f64>().write((*given.cast::<ffi::PyFloatObject>()).ob_fval);
                return true;
            }
            (self.from_py)(given, slot)
        }
    }

    /// Whether the field obeys its constraints.
    ///
    /// # Safety
    ///
    /// `slot` holds a value of the field.
    #[inline]
    unsafe fn holds(&self, slot: *const u8) -> bool {
        // SAFETY: the caller's promise.
        self.is_free || unsafe { self.row.holds(slot) }
    }
}

/// A class with more fields takes the longer way: there is a bit for each in a `u32`.
const MOST: usize = 32;

impl Parameters {
    /// `None` if there is a field whose value is not to be had that simply.
    pub(super) fn of(py: Python<'_>, table: &'static ClassTable, layout: &Layout) -> Option<Self> {
        let attributes = table.attributes();
        let hooks = table.layers().iter().any(|layer| {
            layer.post_init.is_some() || layer.validate.is_some() || !layer.skipped.is_empty()
        });
        if hooks || attributes.len() > MOST {
            return None;
        }
        let field = |attribute: &'static Attribute| {
            let row = attribute.row;
            let from_py = row.table.quick_from_py.filter(|_| row.convert.is_none())?;
            let is_float = row.table.scalar == Some(Scalar::Float);
            let is_free = row.constraints.is_empty();
            Some(Field { row, at: layout.of(table, attribute)?, is_float, is_free, from_py })
        };
        let names = table.cache.parameters(py, table).ok()?;
        let parameters: PyResult<Vec<_>> = table
            .parameters()
            .map(|(field, _)| Ok(Parameter { name: names.get_item(field)?.as_ptr(), field }))
            .collect();
        let parameters = parameters.ok()?;
        let positional = table.parameters().filter(|(_, field)| !field.options.kw_only).count();
        let mut order = parameters.iter().take(positional).enumerate();
        Some(Self {
            in_order: order.all(|(index, parameter)| parameter.field == index),
            all: parameters,
            positional,
            fields: attributes.iter().map(field).collect::<Option<_>>()?,
        })
    }

    /// The values by field, null where none is given; `None` if they do not fit.
    ///
    /// # Safety
    ///
    /// The arguments are those of a call.
    #[inline]
    unsafe fn bind(&self, arguments: Arguments, bound: &mut [*mut ffi::PyObject]) -> Option<()> {
        let Arguments { values, positional, keywords } = arguments;
        for (index, parameter) in self.all.get(..positional)?.iter().enumerate() {
            // SAFETY: there are as many values.
            *bound.get_mut(parameter.field)? = unsafe { *values.add(index) };
        }
        // SAFETY: the caller's promise.
        for index in 0..unsafe { arguments.keyword_count() } {
            // SAFETY: within the tuple, and a value for each name of it.
            let (name, value) = unsafe {
                let name = ffi::PyTuple_GET_ITEM(keywords, index.cast_signed());
                (name, *values.add(positional + index))
            };
            // Keywords mostly come in the order of the parameters. The names of a call are interned,
            // as those of the parameters are; the longer way compares the others.
            let next = self.all.get(positional + index).filter(|next| next.name == name);
            let parameter = match next {
                Some(next) => next,
                None => self.all.iter().find(|parameter| parameter.name == name)?,
            };
            let slot = bound.get_mut(parameter.field)?;
            if !slot.is_null() {
                return None;
            }
            *slot = value;
        }
        Some(())
    }
}

/// # Safety
///
/// The arguments are those of a call.
#[inline]
pub(super) unsafe fn make(
    maker: &Maker,
    parameters: &Parameters,
    arguments: Arguments,
) -> Option<*mut ffi::PyObject> {
    let Arguments { values, positional, keywords } = arguments;
    if positional > parameters.positional {
        return None;
    }
    if keywords.is_null() && parameters.in_order {
        let given = |index| {
            // SAFETY: there are as many values.
            if index < positional { unsafe { *values.add(index) } } else { ptr::null_mut() }
        };
        // SAFETY: the values of a call are live.
        return unsafe { fill(maker, parameters, given) };
    }
    let mut bound = [ptr::null_mut(); MOST];
    // SAFETY: as above.
    unsafe {
        parameters.bind(arguments, &mut bound)?;
        fill(maker, parameters, |index| bound.get(index).copied().unwrap_or(ptr::null_mut()))
    }
}

/// # Safety
///
/// What is given by field is live, or null where the default applies.
#[inline]
unsafe fn fill(
    maker: &Maker,
    parameters: &Parameters,
    given: impl Fn(usize) -> *mut ffi::PyObject,
) -> Option<*mut ffi::PyObject> {
    // SAFETY: the interpreter is attached, since it calls.
    let Some(new) = (unsafe { maker.allocate() }) else {
        // Out of memory: the longer way says so.
        // SAFETY: as above.
        unsafe { ffi::PyErr_Clear() };
        return None;
    };
    let object = new.object();
    let mut written = Written { fields: &parameters.fields, there: 0, object };
    for (index, field) in parameters.fields.iter().enumerate() {
        let value = given(index);
        if value.is_null() {
            continue;
        }
        // SAFETY: the place is room for a value of the field.
        unsafe {
            let slot = object.add(field.at);
            if !field.convert(value, slot) {
                return None;
            }
            // Before its limits are asked for: they may be expressions of the user's, which may panic.
            written.there |= 1 << index;
            if !field.holds(slot) {
                return None;
            }
        }
    }
    // SAFETY: every value is there, or is made by default.
    unsafe {
        written.complete()?;
        Some(new.finish())
    }
}

/// The fields of a new object that are there, a bit for each. Drops them, if not all could be made.
pub(crate) struct Written<'a> {
    fields: &'a [Field],
    there: u32,
    object: *mut u8,
}

impl Written<'_> {
    /// Gives a field the value that `write` puts into the slot, if it can.
    ///
    /// # Safety
    ///
    /// The field has no value. When `write` returns `true`, the slot has one of its type.
    #[inline]
    pub(crate) unsafe fn put(
        &mut self,
        index: usize,
        write: impl FnOnce(*mut u8) -> bool,
    ) -> Option<()> {
        let field = self.fields.get(index)?;
        // SAFETY: the place is room for a value of the field.
        if !write(unsafe { self.object.add(field.at) }) {
            return None;
        }
        self.there |= 1 << index;
        Some(())
    }

    /// Gives the other fields their defaults; all of them belong to whoever has the object.
    ///
    /// # Safety
    ///
    /// The object is new.
    #[inline]
    unsafe fn complete(mut self) -> Option<()> {
        if (self.there.trailing_ones() as usize) < self.fields.len() {
            // SAFETY: the caller's promise.
            unsafe { self.fill_defaults()? };
        }
        std::mem::forget(self);
        Some(())
    }

    /// Last, when nothing that is given can lead to the longer way any more: defaults may be expressions of
    /// the user's, such as one that counts, and that way would ask them again.
    ///
    /// # Safety
    ///
    /// As for [`complete`](Self::complete).
    unsafe fn fill_defaults(&mut self) -> Option<()> {
        while let Some(field) = self.fields.get(self.there.trailing_ones() as usize) {
            let default = field.row.default?;
            // SAFETY: the place is room for a value of the field, which has none yet.
            unsafe {
                let slot = self.object.add(field.at);
                default.write(slot);
                // The lowest bit that was not set.
                self.there |= self.there + 1;
                if !field.holds(slot) {
                    return None;
                }
            }
        }
        Some(())
    }
}

impl Drop for Written<'_> {
    fn drop(&mut self) {
        for (index, field) in self.fields.iter().enumerate() {
            if self.there & 1 << index != 0 {
                // SAFETY: the value is there, and nobody else knows of it.
                unsafe { (field.row.table.drop)(self.object.add(field.at)) };
            }
        }
    }
}

/// An instance whose fields `write` makes, as far as they are not to have their defaults; `None`, with no
/// exception set, where the long way must be taken.
///
/// # Safety
///
/// `write` gives no field a value twice.
pub(crate) unsafe fn made_by<'py>(
    table: &'static ClassTable,
    class: &Bound<'py, PyType>,
    write: impl FnOnce(&mut Written<'_>) -> Option<()>,
) -> Option<Bound<'py, PyAny>> {
    let maker = table.cache.direct.maker().filter(|maker| maker.is_of(class))?;
    let parameters = maker.parameters.as_ref()?;
    // A default or a rule is an expression of the user's, which may panic: the longer way tells of it.
    let made = catch_unwind(AssertUnwindSafe(|| {
        // SAFETY: the interpreter is attached, since it calls.
        unsafe {
            let Some(new) = maker.allocate() else {
                ffi::PyErr_Clear();
                return None;
            };
            let mut written =
                Written { fields: &parameters.fields, there: 0, object: new.object() };
            write(&mut written)?;
            written.complete()?;
            Some(new.finish())
        }
    }));
    // SAFETY: a new reference.
    Some(unsafe { Bound::from_owned_ptr(class.py(), made.ok()??) })
}

/// An instance of the values that a pickle holds, one for each field; `None`, with no exception set,
/// where the long way must be taken.
pub(in super::super) fn restore<'a, 'py: 'a>(
    table: &'static ClassTable,
    class: &Bound<'py, PyType>,
    values: impl Iterator<Item = Borrowed<'a, 'py, PyAny>>,
) -> Option<Bound<'py, PyAny>> {
    let maker = table.cache.direct.maker().filter(|maker| maker.is_of(class))?;
    let parameters = maker.parameters.as_ref()?;
    let mut bound = [ptr::null_mut(); MOST];
    for (slot, value) in bound.iter_mut().zip(values) {
        *slot = value.as_ptr();
    }
    // SAFETY: the values are live as long as what lends them.
    let made = catch_unwind(AssertUnwindSafe(|| unsafe {
        fill(maker, parameters, |index| bound.get(index).copied().unwrap_or(ptr::null_mut()))
    }));
    // SAFETY: a new reference.
    Some(unsafe { Bound::from_owned_ptr(class.py(), made.ok()??) })
}
