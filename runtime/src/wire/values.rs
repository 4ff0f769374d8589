//! The fields of a value that come in any order, and what follows when all have come.

use pyo3::prelude::*;
use pyo3::types::PyType;

use super::attribute::{WireAttribute, WireForm};
use super::reader::Reader;
use crate::data_class::construct::{self, Purpose};
use crate::data_class::{ClassTable, SkippedField};
use crate::error::Report;

/// The Rust values of an instance, layer by layer, of which some fields are there; drops those unless
/// completed.
pub(crate) struct Values<'a> {
    table: &'static ClassTable,
    form: &'static WireForm,
    attributes: &'static [WireAttribute],
    slots: &'a [*mut u8],
    given: Mask,
    /// How many those are.
    count: usize,
    /// What bytes gave obeys its constraints.
    is_right: bool,
    /// How many of the skipped fields have their default.
    skipped: usize,
}

#[cfg_attr(not(feature = "serde"), allow(dead_code, reason = "what bytes are read by"))]
impl<'a> Values<'a> {
    /// With no field yet.
    ///
    /// # Safety
    ///
    /// Each slot is room for a value of the layer and stays so.
    pub(crate) unsafe fn new(table: &'static ClassTable, slots: &'a [*mut u8]) -> Self {
        let form = table.wire_form();
        let attributes = &*form.attributes;
        let given = Mask::new(attributes.len());
        Self { table, form, attributes, slots, given, count: 0, is_right: true, skipped: 0 }
    }

    /// The fields that there are.
    pub(crate) fn attributes(&self) -> &'static [WireAttribute] {
        self.attributes
    }

    /// Room for a field.
    pub(crate) fn slot(&self, index: usize) -> *mut u8 {
        let WireAttribute { attribute, layer, .. } = self.attributes[index];
        // SAFETY: the slot is room for the layer's value.
        unsafe { attribute.of_mut(self.slots[layer]) }
    }

    /// The field has its value.
    pub(crate) fn mark(&mut self, index: usize) {
        self.given.set(index);
        self.count += 1;
    }

    /// The field has its value, which bytes gave and nobody has checked.
    #[inline]
    pub(crate) fn accept(&mut self, index: usize) {
        self.mark(index);
        // SAFETY: the field has its value.
        self.is_right &= unsafe { self.attributes[index].attribute.holds(self.slot(index)) };
    }

    /// Whether the field has its value.
    pub(crate) fn has(&self, index: usize) -> bool {
        self.given.has(index)
    }

    /// Completes what bytes gave; an error says the first thing that is wrong.
    pub(crate) fn complete(mut self) -> Result<(), String> {
        // Mostly.
        if self.count == self.attributes.len() && self.is_right && !self.form.has_more {
            self.release();
            return Ok(());
        }
        let given = self.given.clone();
        let mut missing = None;
        self.write_absent(|attribute| {
            missing.get_or_insert(attribute.attribute.parameter());
        });
        if let Some(name) = missing {
            return Err(format!("missing field `{name}`"));
        }
        self.write_skipped();
        let mut layers = self.table.layers().iter();
        let hooked = layers.any(|layer| layer.post_init.is_some() || layer.validate.is_some());
        if hooked || !self.is_right {
            Python::attach(|py| {
                let mut report = Report::new(py);
                self.check(&given, &mut report);
                if report.is_empty() {
                    // SAFETY: every field has its value, and nobody else has seen them.
                    unsafe {
                        construct::run_hooks(
                            self.table,
                            self.slots,
                            Purpose::Construct,
                            &mut report,
                        );
                    }
                }
                report.finish(self.table.type_object).map_err(|error| error.to_string())
            })?;
        }
        self.release();
        Ok(())
    }

    /// Completes what Python values gave, all of which was right. Tells what is wrong with the whole, and
    /// whether nothing is.
    pub(crate) fn complete_for(mut self, reader: &mut Reader<'_>) -> bool {
        let before = reader.report.count();
        let mut is_missing = false;
        self.write_absent(|_| is_missing = true);
        if is_missing {
            return false;
        }
        self.write_skipped();
        // SAFETY: every field has its value, and nobody else has seen them.
        unsafe {
            construct::run_hooks(self.table, self.slots, Purpose::Construct, &mut reader.report);
        }
        let is_right = reader.report.count() == before;
        if is_right {
            self.release();
        }
        is_right
    }

    /// The values are another's now.
    fn release(mut self) {
        self.given.others = Vec::new();
        std::mem::forget(self);
    }

    /// Checks the fields that came in.
    fn check(&self, given: &Mask, report: &mut Report<'_>) {
        for (index, attribute) in self.attributes.iter().enumerate() {
            if given.has(index) {
                let name = attribute.name.unwrap_or_default();
                // SAFETY: the field has its value.
                unsafe { attribute.attribute.check(self.slot(index), name, report) };
            }
        }
    }

    /// Gives the other fields what they have when they are absent.
    fn write_absent(&mut self, mut missing: impl FnMut(&WireAttribute)) {
        if self.count == self.attributes.len() {
            return;
        }
        for (index, attribute) in self.attributes.iter().enumerate() {
            if self.given.has(index) {
                continue;
            }
            let slot = self.slot(index);
            // SAFETY: the slot is room for a value of the field.
            unsafe {
                match (attribute.attribute.default, attribute.attribute.table.absent) {
                    (Some(default), _) => default.write(slot),
                    (None, Some(absent)) if attribute.name.is_some() => absent(slot),
                    _ => {
                        missing(attribute);
                        continue;
                    }
                }
            }
            self.mark(index);
        }
    }

    fn skipped(&self) -> impl Iterator<Item = (&'static SkippedField, *mut u8)> {
        let layers = self.table.layers().iter().zip(self.slots);
        layers.flat_map(|(layer, slot)| {
            // SAFETY: the offset is that of the field in the layer's value.
            layer.skipped.iter().map(|field| (field, unsafe { slot.add(field.offset) }))
        })
    }

    fn write_skipped(&mut self) {
        if self.table.layers().iter().all(|layer| layer.skipped.is_empty()) {
            return;
        }
        let fields: Vec<_> = self.skipped().collect();
        for (field, slot) in fields {
            // SAFETY: the slot is room for a value of the field.
            unsafe { field.default.write(slot) };
            self.skipped += 1;
        }
    }
}

impl Drop for Values<'_> {
    fn drop(&mut self) {
        for (index, attribute) in self.attributes.iter().enumerate() {
            if self.given.has(index) {
                // SAFETY: the field has its value, which nobody else owns.
                unsafe { (attribute.attribute.table.drop)(self.slot(index)) };
            }
        }
        for (field, slot) in self.skipped().take(self.skipped) {
            // SAFETY: as above.
            unsafe { (field.drop)(slot) };
        }
    }
}

/// A set of fields.
#[derive(Clone)]
struct Mask {
    first: u64,
    /// Those from the 65th on.
    others: Vec<bool>,
}

impl Mask {
    fn new(len: usize) -> Self {
        Self { first: 0, others: vec![false; len.saturating_sub(64)] }
    }

    #[inline]
    fn has(&self, index: usize) -> bool {
        match index.checked_sub(64) {
            None => self.first & 1 << index != 0,
            Some(index) => self.others.get(index).is_some_and(|is| *is),
        }
    }

    #[inline]
    fn set(&mut self, index: usize) {
        match index.checked_sub(64) {
            None => self.first |= 1 << index,
            Some(index) => {
                if let Some(is) = self.others.get_mut(index) {
                    *is = true;
                }
            }
        }
    }
}

/// A new instance of `class`, whose values `read` makes: on `Ok` each of the slots, one per layer, has one.
///
/// # Safety
///
/// `class` is the class of `table` or a subclass of it.
pub(crate) unsafe fn new_instance<'py>(
    table: &'static ClassTable,
    class: &Bound<'py, PyType>,
    read: &mut dyn FnMut(&[*mut u8]) -> PyResult<()>,
) -> PyResult<Bound<'py, PyAny>> {
    let mut finish = |_: &[*mut u8]| Ok(());
    if table.layers().len() == 1 {
        let mut fill = |_, slot| read(&[slot]);
        // SAFETY: the caller's promise.
        return unsafe { construct::new_instance(table, class, &mut fill, &mut finish) };
    }
    // The fields of all layers come in one stream, and the layers are wanted one after the other.
    let mut rooms: Vec<Room> = table.layers().iter().map(|layer| Room::of(layer)).collect();
    let slots: Vec<_> = rooms.iter_mut().map(Room::slot).collect();
    read(&slots)?;
    rooms.iter_mut().for_each(|room| room.full = true);
    let mut fill = |index: usize, slot: *mut u8| {
        let room: &mut Room = &mut rooms[index];
        // SAFETY: the room has a value of the layer, and the slot is room for one; it is one of them
        // that owns it.
        unsafe { slot.copy_from_nonoverlapping(room.slot(), room.table.access.size) };
        room.full = false;
        Ok(())
    };
    // SAFETY: the caller's promise.
    unsafe { construct::new_instance(table, class, &mut fill, &mut finish) }
}

/// Room for a value of one layer.
struct Room {
    table: &'static ClassTable,
    memory: Vec<u8>,
    full: bool,
}

impl Room {
    fn of(table: &'static ClassTable) -> Self {
        let len = table.access.size + table.access.align;
        Self { table, memory: vec![0; len], full: false }
    }

    fn slot(&mut self) -> *mut u8 {
        let start = self.memory.as_mut_ptr();
        // SAFETY: there is as much room as a value and its alignment take.
        unsafe { start.add(start.addr().next_multiple_of(self.table.access.align) - start.addr()) }
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        if self.full {
            let slot = self.slot();
            // SAFETY: it has a value, which nobody else owns.
            unsafe { (self.table.access.drop)(slot) };
        }
    }
}
