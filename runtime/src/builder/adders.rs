//! `#[pybuilder(each = "tag")]`: adders, which take one item of a collection.
//!
//! An item is converted and checked by itself, and goes in with the draft locked, where no Python code
//! runs: each call costs the same, however many items there are.

use std::ffi::CStr;

use pyo3::exceptions::PyTypeError;
use pyo3::ffi;
use pyo3::prelude::*;

use super::class::Builder;
use super::collects::Collects;
use super::setters::arguments;
use super::table::BuilderField;
use super::value::Value;
use crate::constraint::{Constraint, Reach};
use crate::error::{ConvertError, Report, Step, shown};
use crate::field_type::Mode;
use crate::pyo3_internals::raw::{self, MethodDef};

/// An adder, and what it does with values of its field's type.
#[derive(Clone, Copy)]
pub struct Adder {
    pub(super) name: &'static CStr,
    pub(super) function: ffi::PyCFunction,
    pub(super) is_map: bool,
    empty: unsafe fn(slot: *mut u8) -> PyResult<()>,
    count: unsafe fn(*const u8) -> usize,
    part: fn(&Bound<'_, PyAny>, &Bound<'_, PyAny>, Mode) -> Result<Box<dyn Part>, ConvertError>,
}

/// The adder of the field at an index, whose type is `C`, under this name.
pub const fn adder<const INDEX: usize, C: Collects>(name: &'static CStr) -> Adder {
    Adder {
        name,
        function: if C::IS_MAP {
            raw::binaryfunc::<AddEntry<INDEX>>
        } else {
            raw::binaryfunc::<AddItem<INDEX>>
        },
        is_map: C::IS_MAP,
        empty: |slot| {
            // SAFETY: the caller gives room for a `C`.
            unsafe { slot.cast::<C>().write(C::empty()) };
            Ok(())
        },
        // SAFETY: the caller lends a `C`.
        count: |field| unsafe { &*field.cast::<C>() }.count(),
        part: |first, second, mode| Ok(Box::new(PartOf::<C>(Some(C::part(first, second, mode)?)))),
    }
}

/// What goes into a field's value. Afterwards what that displaced stays in it, to be dropped where nothing
/// is locked.
trait Part {
    fn pointers(&self) -> Option<(*const u8, *const u8)>;

    /// # Safety
    ///
    /// `field` points to a value of the field's type.
    unsafe fn count_with(&self, field: *const u8) -> usize;

    /// # Safety
    ///
    /// As for `count_with`.
    unsafe fn add(&mut self, field: *mut u8);
}

struct PartOf<C: Collects>(Option<C::Part>);

impl<C: Collects> Part for PartOf<C> {
    fn pointers(&self) -> Option<(*const u8, *const u8)> {
        self.0.as_ref().map(C::pointers)
    }
    unsafe fn count_with(&self, field: *const u8) -> usize {
        // SAFETY: the caller's promise.
        let collection = unsafe { &*field.cast::<C>() };
        self.0.as_ref().map_or(0, |part| collection.count_with(part))
    }
    unsafe fn add(&mut self, field: *mut u8) {
        // SAFETY: as above.
        let collection = unsafe { &mut *field.cast::<C>() };
        self.0 = self.0.take().and_then(|part| collection.add(part));
    }
}

struct AddItem<const INDEX: usize>;
struct AddEntry<const INDEX: usize>;

impl<const INDEX: usize> MethodDef<raw::binaryfunc::Func> for AddItem<INDEX> {
    const METH: raw::binaryfunc::Func = |py, builder, item| {
        // SAFETY: the method descriptor calls with an instance of its class, which extends `Builder`,
        // and the one argument.
        let (builder, item) = unsafe { arguments(py, &builder, &item) };
        add(builder, INDEX, item, item)?;
        Ok(builder.clone().into_ptr())
    };
}

impl<const INDEX: usize> MethodDef<raw::binaryfunc::Func> for AddEntry<INDEX> {
    const METH: raw::binaryfunc::Func = |py, builder, args| {
        // SAFETY: as above, with the tuple of the arguments.
        let (builder, args) = unsafe { arguments(py, &builder, &args) };
        add_entry(builder, INDEX, args)?;
        Ok(builder.clone().into_ptr())
    };
}

fn add_entry(builder: &Bound<'_, Builder>, index: usize, args: &Bound<'_, PyAny>) -> PyResult<()> {
    if let Ok((key, value)) = args.extract::<(Bound<'_, PyAny>, Bound<'_, PyAny>)>() {
        return add(builder, index, &key, &value);
    }
    let table = builder.get().table;
    let name = table.fields()[index].row.adder.map_or(c"", |adder| adder.name);
    Err(PyTypeError::new_err(format!(
        "{}.{}() takes a key and a value ({} given)",
        table.name,
        name.to_string_lossy(),
        args.len()?,
    )))
}

/// Converts and checks a part, and puts it in; on any error the builder is as it was.
fn add(
    builder: &Bound<'_, Builder>,
    index: usize,
    first: &Bound<'_, PyAny>,
    second: &Bound<'_, PyAny>,
) -> PyResult<()> {
    let (py, this) = (builder.py(), builder.get());
    let field = &this.table.fields()[index];
    // The derive makes such a function only for a field with an adder.
    let Some(adder) = field.row.adder else { return Ok(()) };
    // SAFETY: the value is of the field's type, as everywhere below.
    let count = || -> PyResult<usize> {
        // SAFETY: as above.
        Ok(this.draft(py)?.value(index).map_or(0, |value| unsafe { (adder.count)(value) }))
    };
    let count = count()?;
    let mut part = (adder.part)(first, second, field.owner.options.mode).map_err(|error| {
        let step = if adder.is_map { Step::Key(shown(first)) } else { Step::Index(count) };
        field.refused(error.inside(step), py)
    })?;
    check(field, &*part, adder.is_map, || count, py)?;

    let mut draft = this.draft(py)?;
    // SAFETY: as above.
    let after = draft.value(index).map_or(1, |value| unsafe { part.count_with(value) });
    if !field.constraints.iter().all(|rule| allows_growth(*rule, after)) {
        // SAFETY: `copied` and `empty` write a value of the field's type.
        let whole = unsafe {
            Value::make(field.table, |slot| match draft.value(index) {
                Some(value) => (field.table.copied)(value, py, slot),
                None => (adder.empty)(slot),
            })
        };
        drop(draft);
        return refuse_whole(field, whole?, part, py);
    }
    // SAFETY: as above.
    unsafe {
        if !draft.has(index) {
            draft.fill(index, |slot| (adder.empty)(slot))?;
        }
        draft.alter(index, |field| part.add(field));
    }
    drop(draft);
    drop(part);
    Ok(())
}

/// Whether a collection of this length, which can only grow, is on the way to one that obeys the rule:
/// with `min_length` it is.
fn allows_growth(rule: &dyn Constraint, length: usize) -> bool {
    rule.allows_length(length) || rule.allows_length(usize::MAX)
}

/// Checks the rules for parts. The place of an item is the one that it is to have.
fn check(
    field: &BuilderField,
    part: &dyn Part,
    is_map: bool,
    position: impl FnOnce() -> usize,
    py: Python<'_>,
) -> PyResult<()> {
    let rules = || field.constraints.iter().filter(|rule| rule.reach() == Reach::Parts);
    let (Some((key, value)), true) = (part.pointers(), rules().next().is_some()) else {
        return Ok(());
    };
    let mut report = Report::new(py);
    report.at_field(field.name(), field.options.secret, |report| {
        let check = |report: &mut Report<'_>| {
            for rule in rules() {
                // SAFETY: the promise of `Collects`.
                unsafe { rule.check_part(key, value, report) };
            }
        };
        if is_map {
            check(report);
        } else {
            report.at(|py| Ok(position().into_pyobject(py)?.into_any()), check);
        }
    });
    report.finish(field.owner.type_object)
}

/// What a set of the whole would raise: the collection has got too long.
fn refuse_whole(
    field: &BuilderField,
    mut whole: Value,
    mut part: Box<dyn Part>,
    py: Python<'_>,
) -> PyResult<()> {
    let mut report = Report::new(py);
    // SAFETY: it is a value of the field's type.
    unsafe {
        part.add(whole.pointer());
        field.check(whole.pointer(), field.name(), &mut report);
    }
    report.finish(field.owner.type_object)
}
