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
    /// Drops the fields that are there, a bit for each, if not all could be made.
    struct Written<'a>(&'a [Field], u32, *mut u8);
    impl Drop for Written<'_> {
        fn drop(&mut self) {
            for (index, field) in self.0.iter().enumerate() {
                if self.1 & 1 << index != 0 {
                    // SAFETY: the value is there, and nobody else knows of it.
                    unsafe { (field.row.table.drop)(self.2.add(field.at)) };
                }
            }
        }
    }

    // SAFETY: the interpreter is attached, since it calls.
    let Some(new) = (unsafe { maker.allocate() }) else {
        // Out of memory: the longer way says so.
        // SAFETY: as above.
        unsafe { ffi::PyErr_Clear() };
        return None;
    };
    let object = new.object();
    let mut written = Written(&parameters.fields, 0, object);
    let mut missing = 0_u32;
    for (index, field) in parameters.fields.iter().enumerate() {
        let value = given(index);
        if value.is_null() {
            missing |= 1 << index;
            continue;
        }
        // SAFETY: the place is room for a value of the field.
        unsafe {
            let slot = object.add(field.at);
            if !field.convert(value, slot) {
                return None;
            }
            // Before its limits are asked for: they may be expressions of the user's, which may panic.
            written.1 |= 1 << index;
            if !field.holds(slot) {
                return None;
            }
        }
    }
    // Defaults last, when nothing that is given can lead to the longer way any more: they may be
    // expressions of the user's too, such as one that counts, and that way would ask them again.
    while missing != 0 {
        let index = missing.trailing_zeros();
        missing &= missing - 1;
        let field = parameters.fields.get(index as usize)?;
        let default = field.row.default?;
        // SAFETY: as above.
        unsafe {
            let slot = object.add(field.at);
            default.write(slot);
            written.1 |= 1 << index;
            if !field.holds(slot) {
                return None;
            }
        }
    }
    std::mem::forget(written);
    // SAFETY: every value is there.
    Some(unsafe { new.finish() })
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
