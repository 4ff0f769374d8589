//! Making instances: from arguments, from another instance, from a pickle.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple, PyType};

use super::arguments;
use super::table::{ClassTable, FieldRow};
use crate::error::{HIDDEN, Report};

/// Where a field of a new instance gets its value from.
pub(crate) enum Source<'py> {
    /// A Python value, to be converted and checked.
    Given(Bound<'py, PyAny>),
    /// The field's default.
    Default,
    /// The same field of this instance.
    CopyOf(Bound<'py, PyAny>),
}

/// Whether `post_init` runs: not for what comes back from a pickle.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Construct,
    Restore,
}

/// `Class(*args, **kwargs)`; `class` may be a subclass.
///
/// # Safety
///
/// `class` is the class of `table` or a subclass of it.
pub(crate) unsafe fn from_arguments<'py>(
    table: &'static ClassTable,
    class: &Bound<'py, PyType>,
    args: &Bound<'py, PyTuple>,
    kwargs: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    let sources: Vec<_> = arguments::bind(table, args, kwargs)?
        .into_iter()
        .map(|argument| argument.map_or(Source::Default, Source::Given))
        .collect();
    // SAFETY: the caller's promise.
    unsafe { from_sources(table, class, &sources, Purpose::Construct) }
}

/// An instance with one source per field.
///
/// # Safety
///
/// `class` is the class of `table` or a subclass of it, and an instance in [`Source::CopyOf`] is one
/// of the class.
pub(crate) unsafe fn from_sources<'py>(
    table: &'static ClassTable,
    class: &Bound<'py, PyType>,
    sources: &[Source<'py>],
    purpose: Purpose,
) -> PyResult<Bound<'py, PyAny>> {
    let py = class.py();
    let mut fill = |slot: *mut u8| {
        let mut partial = Partial::new(table, slot);
        for source in sources {
            // SAFETY: `slot` is room for a value of the class and the rest the caller's promise.
            unsafe { partial.write_next(source, py)? };
        }
        partial.write_skipped();
        partial.complete();
        Ok(())
    };
    let mut finish = |value: *mut u8| {
        // SAFETY: the value is complete.
        unsafe { finish(table, value, purpose, py) }
    };
    // SAFETY: the caller's promise.
    unsafe { (table.access.new)(class, &mut fill, &mut finish) }
}

/// Checks a value whose fields are all set, with `post_init` between the checks of what came in and
/// of what it made.
///
/// # Safety
///
/// `value` points to a value of the class of `table`, borrowed exclusively.
unsafe fn finish(
    table: &'static ClassTable,
    value: *mut u8,
    purpose: Purpose,
    py: Python<'_>,
) -> PyResult<()> {
    let mut report = Report::new(py);
    let came_in = |field: &FieldRow| purpose == Purpose::Restore || field.options.init;
    for field in table.fields.iter().filter(|field| came_in(field)) {
        // SAFETY: the caller's promise.
        unsafe { field.check(field.of(value), field.parameter(), &mut report) };
    }
    if !report.is_empty() {
        return report.finish(table.type_object);
    }
    if let (Purpose::Construct, Some(post_init)) = (purpose, table.post_init) {
        // SAFETY: the caller's promise; the derive pairs the function with the class.
        unsafe { post_init.call(table, value, &mut report) };
    }
    for field in table.fields.iter().filter(|field| !came_in(field)) {
        // SAFETY: the caller's promise.
        unsafe { field.check(field.of(value), field.parameter(), &mut report) };
    }
    if let (true, Some(validate)) = (report.is_empty(), table.validate) {
        // SAFETY: as above.
        unsafe { validate.call(table, value, &mut report) };
    }
    report.finish(table.type_object)
}

/// A Rust value of which some fields are initialised; drops those unless completed.
pub(crate) struct Partial {
    table: &'static ClassTable,
    slot: *mut u8,
    fields: usize,
    skipped: usize,
}

impl Partial {
    /// `slot` must be room for a value of the class, and stay so for as long as this lives.
    pub(crate) fn new(table: &'static ClassTable, slot: *mut u8) -> Self {
        Self { table, slot, fields: 0, skipped: 0 }
    }

    /// Initialises the next field.
    ///
    /// # Safety
    ///
    /// The slot is room for a value of the class; there is a next field; an instance in
    /// [`Source::CopyOf`] is one of the class.
    pub(crate) unsafe fn write_next(
        &mut self,
        source: &Source<'_>,
        py: Python<'_>,
    ) -> PyResult<()> {
        let table = self.table;
        let field = &table.fields[self.fields];
        // SAFETY: the caller's promise.
        let slot = unsafe { field.of_mut(self.slot) };
        match source {
            Source::Given(value) => {
                // SAFETY: the slot is room for a value of the field's type.
                let converted =
                    unsafe { (field.table.from_py)(value.as_borrowed(), table.options.mode, slot) };
                converted.map_err(|error| {
                    error.into_py_err(py, table.name, field.parameter(), field.options.secret)
                })?;
            }
            Source::Default => {
                let default = field.default.ok_or_else(|| {
                    arguments::missing_arguments(table, "positional", &[field.parameter()])
                })?;
                // SAFETY: as above.
                unsafe { default.write(slot) };
            }
            Source::CopyOf(original) => {
                let mut result = Ok(());
                // SAFETY: `original` is an instance of the class, so `value` points to its value.
                unsafe {
                    (table.access.read)(original, &mut |value| {
                        result = (field.table.copied)(field.of(value), py, slot);
                    })?;
                }
                result?;
            }
        }
        self.fields += 1;
        Ok(())
    }

    /// Gives the fields that Python does not see their defaults.
    pub(crate) fn write_skipped(&mut self) {
        for field in &self.table.skipped[self.skipped..] {
            // SAFETY: the offset is that of the field in the class's value.
            unsafe { field.default.write(self.slot.add(field.offset)) };
            self.skipped += 1;
        }
    }

    /// Every field is initialised: the value belongs to whoever has the slot.
    pub(crate) fn complete(self) {
        debug_assert_eq!(self.fields, self.table.fields.len());
        debug_assert_eq!(self.skipped, self.table.skipped.len());
        std::mem::forget(self);
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        for field in &self.table.fields[..self.fields] {
            // SAFETY: these fields were initialised and nobody else owns them.
            unsafe { (field.table.drop)(field.of_mut(self.slot)) };
        }
        for field in &self.table.skipped[..self.skipped] {
            // SAFETY: as above.
            unsafe { (field.drop)(self.slot.add(field.offset)) };
        }
    }
}

impl ClassTable {
    /// The fields by name, as the `input` of a problem with the whole instance.
    ///
    /// # Safety
    ///
    /// `value` points to a value of the class, borrowed for the call.
    pub(crate) unsafe fn to_dict<'py>(
        &self,
        value: *const u8,
        py: Python<'py>,
    ) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        for field in self.fields {
            if field.options.secret {
                dict.set_item(field.name(), HIDDEN)?;
            } else {
                // SAFETY: the caller's promise.
                dict.set_item(field.name(), unsafe { (field.table.to_py)(field.of(value), py)? })?;
            }
        }
        Ok(dict)
    }
}
