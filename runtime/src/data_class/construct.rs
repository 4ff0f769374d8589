//! Making instances: from arguments, from another instance, from a pickle.

use std::cell::RefCell;

use pyo3::exceptions::{PyBaseException, PyTypeError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple, PyType};

use super::access::{Filler, Finisher};
#[cfg(direct)]
use super::direct;
use super::table::{ClassTable, FieldRow};
use super::{arguments, pickle, state, stdlib};
use crate::error::{ConvertError, HIDDEN, Problem, Report};

/// Where a field of a new instance gets its value from.
pub(crate) enum Source<'py> {
    /// A Python value, to be converted and checked.
    Given(Bound<'py, PyAny>),
    /// The field's default.
    Default,
    /// The same field of this instance.
    CopyOf(Bound<'py, PyAny>),
}

/// Whether `post_init` and `convert` run: not for what comes back from a pickle.
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
    if let Some(restored) = pickle::restore_new(table, class, args, kwargs)? {
        return Ok(restored);
    }
    let sources: Vec<_> = arguments::bind(table, args, kwargs)
        .map_err(|error| for_subclass(table, class, error))?
        .into_iter()
        .map(|argument| argument.map_or(Source::Default, Source::Given))
        .collect();
    // SAFETY: the caller's promise.
    let instance = unsafe { from_sources(table, class, &sources, Purpose::Construct)? };
    if instance.is_instance_of::<PyBaseException>() {
        state::set_exception_args(&instance, args)?;
    }
    Ok(instance)
}

/// In a subclass written in Python, an `__init__` with other parameters than the fields is what leads
/// to an error about arguments: Python hands them to `__new__` first.
fn for_subclass(table: &'static ClassTable, class: &Bound<'_, PyType>, error: PyErr) -> PyErr {
    let py = class.py();
    let base = (table.type_object)(py);
    let own = |name| -> PyResult<bool> { Ok(!class.getattr(name)?.is(base.getattr(name)?)) };
    let leads_here = own(intern!(py, "__init__")).unwrap_or(false)
        && !own(intern!(py, "__new__")).unwrap_or(true);
    if !leads_here {
        return error;
    }
    let name = class.qualname().map_or_else(|_| "the subclass".to_owned(), |name| name.to_string());
    PyTypeError::new_err(format!(
        "{} (to take other arguments, '{name}' must override __new__ and call \
         super().__new__(cls, ...) with those of '{}')",
        error.value(py),
        table.name,
    ))
}

/// Fails unless the class of `table` is the last in Rust among those that `class` extends: the fields
/// of one that extends it would be left without a value. Python asks the same before `__new__`; this
/// is for methods of a base class that are called with an instance of another. A class that Python did
/// not make has a builtin `__new__` of its own, which is how `copyreg` tells it.
pub(crate) fn check_makes(table: &'static ClassTable, class: &Bound<'_, PyType>) -> PyResult<()> {
    let py = class.py();
    let own = (table.type_object)(py);
    if class.is(&own) {
        return Ok(());
    }
    for base in class.mro() {
        let new = base.getattr(intern!(py, "__new__"))?;
        if new.getattr_opt(intern!(py, "__self__"))?.is_some_and(|owner| owner.is(&base)) {
            if base.is(&own) {
                return Ok(());
            }
            break;
        }
    }
    Err(PyTypeError::new_err(format!(
        "'{}' has fields that '{}' does not know: it must be made by methods of its own",
        class.qualname()?,
        table.name,
    )))
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
    let mut sources = sources;
    // Of every layer, and so across the calls of two closures.
    let report = RefCell::new(Report::new(py));
    let mut fill = |index: usize, slot: *mut u8| {
        let layer = table.layers()[index];
        let (own, rest) = sources.split_at(layer.fields.len());
        sources = rest;
        let mut partial = Partial::new(layer, table.name, purpose, slot);
        for source in own {
            // SAFETY: `slot` is room for a value of the layer and the rest the caller's promise.
            unsafe { partial.write_next(source, py)? };
        }
        let mut report = report.borrow_mut();
        if partial.check(&mut report) {
            partial.write_skipped();
            partial.complete();
            return Ok(());
        }
        drop(partial);
        let later = &table.layers()[index + 1..];
        check_later(table, later, rest, purpose, &mut report)?;
        std::mem::replace(&mut *report, Report::new(py)).finish(table.type_object)
    };
    let mut finish = |layers: &[*mut u8]| {
        // SAFETY: the layers are complete.
        unsafe { finish(table, layers, purpose, report.replace(Report::new(py))) }
    };
    // SAFETY: the caller's promise.
    unsafe { new_instance(table, class, &mut fill, &mut finish) }
}

/// A new instance of `class`, whose layers `fill` makes and `finish` completes.
///
/// # Safety
///
/// `class` is the class of `table` or a subclass of it.
pub(crate) unsafe fn new_instance<'py>(
    table: &'static ClassTable,
    class: &Bound<'py, PyType>,
    fill: Filler<'_>,
    finish: Finisher<'_>,
) -> PyResult<Bound<'py, PyAny>> {
    #[cfg(direct)]
    if let Some(maker) = table.cache.direct.maker()
        && maker.is_of(class)
    {
        return maker.make(class.py(), fill, finish);
    }
    stdlib::check_not_decorated(table, class)?;
    // SAFETY: the caller's promise.
    let instance = unsafe { (table.access.new)(class, fill, finish)? };
    // SAFETY: it is an instance of the class, and nobody else has seen it.
    #[cfg(direct)]
    unsafe {
        direct::maker::learn(table, &instance);
    }
    Ok(instance)
}

/// Converts and checks what is left where there will be no instance, since a value was rejected: all
/// that is wrong is told at once.
#[cold]
fn check_later(
    table: &'static ClassTable,
    layers: &[&'static ClassTable],
    sources: &[Source<'_>],
    purpose: Purpose,
    report: &mut Report<'_>,
) -> PyResult<()> {
    let py = report.py();
    let fields =
        layers.iter().flat_map(|layer| layer.fields.iter().map(move |field| (layer, field)));
    for ((layer, field), source) in fields.zip(sources) {
        let mut check = |value: *mut u8| {
            // SAFETY: the value is of the field's type.
            unsafe { field.check(value, field.parameter(), report) };
            Ok(())
        };
        let Source::Given(value) = source else { continue };
        // SAFETY: `check` leaves the value as it is.
        let checked = unsafe {
            match field.convert {
                Some(convert) if purpose == Purpose::Construct => {
                    convert.lent(value.as_borrowed(), &mut check)
                }
                _ => (field.table.assign)(value.as_borrowed(), layer.options.mode, &mut check),
            }
        };
        let (name, secret) = (field.parameter(), field.options.secret);
        match checked.map_err(ConvertError::into_problem) {
            Ok(checked) => checked?,
            Err(Ok(problem)) => problem.report(name, secret, report),
            Err(Err(error)) => return Err(error.into_py_err(py, table.name, name, secret)),
        }
    }
    Ok(())
}

/// Completes layers whose fields are all set, by `post_init`, and checks what it made; `report` has what
/// is wrong with what came in. The base classes' functions run first.
///
/// # Safety
///
/// The pointers are to the layers of an instance of the class, borrowed exclusively.
unsafe fn finish(
    table: &'static ClassTable,
    layers: &[*mut u8],
    purpose: Purpose,
    mut report: Report<'_>,
) -> PyResult<()> {
    if report.is_empty() {
        // SAFETY: the caller's promise.
        unsafe { run_hooks(table, layers, purpose, &mut report) };
    }
    report.finish(table.type_object)
}

/// Runs `post_init`, checks what it made, and runs `validate`.
///
/// # Safety
///
/// As for [`finish`].
pub(crate) unsafe fn run_hooks(
    table: &'static ClassTable,
    layers: &[*mut u8],
    purpose: Purpose,
    report: &mut Report<'_>,
) {
    let before = report.count();
    let with_layers = || table.layers().iter().copied().zip(layers.iter().copied());
    if purpose == Purpose::Construct {
        for (layer, value) in with_layers() {
            if let Some(post_init) = layer.post_init
                && report.count() == before
            {
                // SAFETY: the caller's promise; the derive pairs the function with the class.
                unsafe { post_init.call(layer, value, report) };
            }
        }
    }
    for (layer, value) in with_layers() {
        for field in layer.fields.iter().filter(|field| !field.comes_in(purpose)) {
            // SAFETY: the caller's promise.
            unsafe { field.check(field.of(value), field.parameter(), report) };
        }
    }
    for (layer, value) in with_layers() {
        if let Some(validate) = layer.validate
            && report.count() == before
        {
            // SAFETY: as above.
            unsafe { validate.call(layer, value, report) };
        }
    }
}

/// A Rust value of which some fields are initialised; drops those unless completed.
pub(crate) struct Partial {
    table: &'static ClassTable,
    /// The class that is being made, for messages.
    class: &'static str,
    purpose: Purpose,
    slot: *mut u8,
    fields: usize,
    /// The fields, of those, that have no value, since what was given was rejected.
    rejected: Vec<(usize, Problem)>,
    skipped: usize,
}

impl Partial {
    /// `slot` must be room for a value of the table's class, and stay so for as long as this lives.
    pub(crate) fn new(
        table: &'static ClassTable,
        class: &'static str,
        purpose: Purpose,
        slot: *mut u8,
    ) -> Self {
        Self { table, class, purpose, slot, fields: 0, rejected: Vec::new(), skipped: 0 }
    }

    /// Initialises the next field, unless its value is rejected: [`check`](Self::check) tells.
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
                let converted = unsafe {
                    match field.convert {
                        Some(convert) if self.purpose == Purpose::Construct => {
                            convert.into_slot(value.as_borrowed(), slot)
                        }
                        _ => (field.table.from_py)(value.as_borrowed(), table.options.mode, slot),
                    }
                };
                match converted.map_err(ConvertError::into_problem) {
                    Ok(()) => {}
                    Err(Ok(problem)) => self.rejected.push((self.fields, problem)),
                    Err(Err(error)) => {
                        let (name, secret) = (field.parameter(), field.options.secret);
                        return Err(error.into_py_err(py, self.class, name, secret));
                    }
                }
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
                        result = self.copy_next(value, py);
                    })?;
                }
                return result;
            }
        }
        self.fields += 1;
        Ok(())
    }

    /// Initialises the next field with a copy of that of another value.
    ///
    /// # Safety
    ///
    /// As for [`write_next`](Self::write_next); `value` is one of the class.
    pub(crate) unsafe fn copy_next(&mut self, value: *const u8, py: Python<'_>) -> PyResult<()> {
        let field = &self.table.fields[self.fields];
        // SAFETY: the caller's promise.
        unsafe { (field.table.copied)(field.of(value), py, field.of_mut(self.slot))? };
        self.fields += 1;
        Ok(())
    }

    /// Checks what came in, and returns whether every field has a value.
    pub(crate) fn check(&self, report: &mut Report<'_>) -> bool {
        let mut rejected = self.rejected.iter().peekable();
        for (index, field) in self.table.fields[..self.fields].iter().enumerate() {
            if let Some((_, problem)) = rejected.next_if(|(rejected, _)| *rejected == index) {
                problem.report(field.parameter(), field.options.secret, report);
            } else if field.comes_in(self.purpose) {
                // SAFETY: the field was initialised.
                unsafe { field.check(field.of(self.slot), field.parameter(), report) };
            }
        }
        self.rejected.is_empty()
    }

    /// Gives the fields that Python does not see their defaults.
    pub(crate) fn write_skipped(&mut self) {
        for field in &self.table.skipped[self.skipped..] {
            // SAFETY: the offset is that of the field in the class's value.
            unsafe { field.default.write(self.slot.add(field.offset)) };
            self.skipped += 1;
        }
    }

    /// Every field has been given its value past this.
    ///
    /// # Safety
    ///
    /// That is so.
    pub(crate) unsafe fn assume_fields(&mut self) {
        self.fields = self.table.fields.len();
    }

    /// Every field is initialised: the value belongs to whoever has the slot.
    pub(crate) fn complete(self) {
        debug_assert_eq!(self.fields, self.table.fields.len());
        debug_assert!(self.rejected.is_empty());
        debug_assert_eq!(self.skipped, self.table.skipped.len());
        std::mem::forget(self);
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        for (index, field) in self.table.fields[..self.fields].iter().enumerate() {
            if !self.rejected.iter().any(|(rejected, _)| *rejected == index) {
                // SAFETY: these fields were initialised and nobody else owns them.
                unsafe { (field.table.drop)(field.of_mut(self.slot)) };
            }
        }
        for field in &self.table.skipped[..self.skipped] {
            // SAFETY: as above.
            unsafe { (field.drop)(self.slot.add(field.offset)) };
        }
    }
}

impl FieldRow {
    /// Whether its value comes from outside, and not from the class's own `default` and `post_init`.
    fn comes_in(&self, purpose: Purpose) -> bool {
        purpose == Purpose::Restore || self.options.init
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
