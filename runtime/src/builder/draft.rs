//! [`Draft`]: the values that a builder has so far.
//!
//! They lie as in the instance to be, layer by layer, in one block of memory, in front of which a byte
//! for each field says whether it has a value. So they can be copied, checked and moved with the tables
//! that the class has anyway.

use std::alloc::{Layout, alloc, dealloc, handle_alloc_error};
use std::ptr::{self, NonNull};
use std::thread::{self, ThreadId};

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::{PyTraverseError, PyVisit};

use super::table::{BuilderField, BuilderTable};
use super::value::Value;
use crate::data_class::ClassTable;

/// Whether a field has a value.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Mark {
    /// It has none.
    Unset,
    /// One that obeys the field's rules.
    Checked,
    /// One that `build` has to check.
    Unchecked,
}

/// The values of some of a class's fields.
pub struct Draft {
    table: &'static BuilderTable,
    memory: NonNull<u8>,
    /// The one thread that may look at the values, if the class is `unsendable`.
    home: Option<ThreadId>,
}

// SAFETY: a field's type is that of a field of a class whose instances PyO3 lets any thread use and
// drop. For one whose instances it does not, `Builder` hands the draft out, and `drop` looks at the
// values, on the draft's own thread only.
unsafe impl Send for Draft {}

impl Draft {
    /// No field has a value.
    pub(super) fn new(table: &'static BuilderTable) -> Self {
        let layout = table.layout().block;
        // SAFETY: the layout has a byte at least.
        let Some(memory) = NonNull::new(unsafe { alloc(layout) }) else {
            handle_alloc_error(layout)
        };
        // SAFETY: the marks lie at the beginning of the block.
        unsafe { memory.write_bytes(Mark::Unset as u8, table.fields().len()) };
        let home = (!table.layout().sendable).then(|| thread::current().id());
        Self { table, memory, home }
    }

    /// Whether this thread may look at the values.
    pub(super) fn is_at_home(&self) -> bool {
        self.home.is_none_or(|home| home == thread::current().id())
    }

    /// What PyO3 says of an instance of such a class.
    pub(super) fn not_at_home(&self, what: &str) -> PyErr {
        PyRuntimeError::new_err(format!(
            "{} is unsendable, but {what} another thread than the one that made it",
            self.table.name,
        ))
    }

    /// What it has the values for.
    pub(super) fn table(&self) -> &'static BuilderTable {
        self.table
    }

    /// Whether the field has a value.
    pub(super) fn mark(&self, index: usize) -> Mark {
        debug_assert!(index < self.table.fields().len());
        // SAFETY: there is a mark for each field.
        unsafe { self.memory.add(index).cast::<Mark>().read() }
    }

    fn set_mark(&mut self, index: usize, mark: Mark) {
        debug_assert!(index < self.table.fields().len());
        // SAFETY: as above.
        unsafe { self.memory.add(index).cast().write(mark) };
    }

    /// Whether the field has a value.
    pub(super) fn has(&self, index: usize) -> bool {
        self.mark(index) != Mark::Unset
    }

    fn slot(&self, field: &BuilderField) -> *mut u8 {
        // SAFETY: the place lies in the block.
        unsafe { self.memory.as_ptr().add(field.place) }
    }

    /// The value of a field.
    pub(super) fn value(&self, index: usize) -> Option<*const u8> {
        self.has(index).then(|| self.slot(&self.table.fields()[index]).cast_const())
    }

    /// Gives a field a value; returns the one that it had, which is to be dropped where nothing is locked.
    ///
    /// # Safety
    ///
    /// The value is of the field's type.
    pub(super) unsafe fn put(&mut self, index: usize, value: Value, mark: Mark) -> Option<Value> {
        let old = self.take(index);
        let slot = self.slot(&self.table.fields()[index]);
        // SAFETY: the caller's promise; the slot has no value now.
        unsafe { value.write_to(slot) };
        self.set_mark(index, mark);
        old
    }

    /// Gives a field the value at `new`; whether one that it had is there now.
    ///
    /// # Safety
    ///
    /// The value is of the field's type, obeys its rules, and is no longer that of the caller.
    #[cfg(direct)]
    pub(super) unsafe fn exchange(&mut self, index: usize, new: *mut u8) -> bool {
        let field = &self.table.fields()[index];
        let slot = self.slot(field);
        let had = self.has(index);
        // SAFETY: the caller's promise.
        unsafe {
            if had {
                field.table.swap(slot, new);
            } else {
                ptr::copy_nonoverlapping(new, slot, field.table.size);
            }
        }
        self.set_mark(index, Mark::Checked);
        had
    }

    /// Takes the value of a field out.
    pub(super) fn take(&mut self, index: usize) -> Option<Value> {
        let slot = self.value(index)?;
        self.set_mark(index, Mark::Unset);
        let table = self.table.fields()[index].table;
        // SAFETY: the field had the value until now.
        let taken = unsafe {
            Value::make(table, |room| {
                ptr::copy_nonoverlapping(slot, room, table.size);
                Ok::<_, std::convert::Infallible>(())
            })
        };
        taken.ok()
    }

    /// Lets `write` give a field that has none a value.
    ///
    /// # Errors
    ///
    /// That of `write`.
    ///
    /// # Safety
    ///
    /// When `write` returns `Ok`, the slot has a value of the field's type.
    pub(super) unsafe fn fill<E>(
        &mut self,
        index: usize,
        write: impl FnOnce(*mut u8) -> Result<(), E>,
    ) -> Result<(), E> {
        debug_assert!(!self.has(index));
        write(self.slot(&self.table.fields()[index]))?;
        self.set_mark(index, Mark::Unchecked);
        Ok(())
    }

    /// Lets `change` work on the value of a field, which `build` then has to check.
    ///
    /// # Safety
    ///
    /// `change` leaves a value of the field's type behind.
    pub(super) unsafe fn alter(&mut self, index: usize, change: impl FnOnce(*mut u8)) {
        if self.has(index) {
            change(self.slot(&self.table.fields()[index]));
            self.set_mark(index, Mark::Unchecked);
        }
    }

    /// A copy, in which Python objects are shared.
    ///
    /// # Errors
    ///
    /// What copying a value raises.
    pub(super) fn copied(&self, py: Python<'_>) -> PyResult<Self> {
        let mut copy = Self::new(self.table);
        for (index, field) in self.table.fields().iter().enumerate() {
            if let Some(value) = self.value(index) {
                // SAFETY: both are of the field's type.
                unsafe { copy.fill(index, |slot| (field.table.copied)(value, py, slot))? };
                copy.set_mark(index, self.mark(index));
            }
        }
        Ok(copy)
    }

    /// Moves all values of a layer to where it is to be.
    ///
    /// # Safety
    ///
    /// `slot` is room for a value of the layer at this index, and every field of it has a value here.
    pub(super) unsafe fn move_layer(&mut self, layer: usize, slot: *mut u8) {
        let table: &ClassTable = self.table.class().layers()[layer];
        let first = self.table.layout().first_fields[layer];
        for (offset, row) in table.fields.iter().enumerate() {
            let from = self.slot(&self.table.fields()[first + offset]);
            // SAFETY: the caller's promise; the value is no longer here.
            unsafe { ptr::copy_nonoverlapping(from, row.of_mut(slot), row.table.size) };
            self.set_mark(first + offset, Mark::Unset);
        }
    }

    /// Visits the Python objects in it.
    pub(super) fn traverse(&self, visit: &PyVisit<'_>) -> Result<(), PyTraverseError> {
        for (index, field) in self.table.fields().iter().enumerate() {
            if let (Some(traverse), Some(value)) = (field.table.traverse, self.value(index)) {
                // SAFETY: the value is of the field's type.
                unsafe { traverse(value, visit)? };
            }
        }
        Ok(())
    }

    /// Takes out what may own Python objects.
    pub(super) fn take_objects(&mut self) -> Vec<Value> {
        let fields = self.table.fields().iter().enumerate();
        let holders = fields.filter(|(_, field)| field.table.traverse.is_some());
        holders.filter_map(|(index, _)| self.take(index)).collect()
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if self.is_at_home() {
            for (index, field) in self.table.fields().iter().enumerate() {
                if self.has(index) {
                    self.set_mark(index, Mark::Unset);
                    // SAFETY: the field had the value until now.
                    unsafe { (field.table.drop)(self.slot(field)) };
                }
            }
        } else {
            // The values leak, as PyO3 lets those of instances.
            Python::try_attach(|py| {
                self.not_at_home("is being dropped on").write_unraisable(py, None);
            });
        }
        // SAFETY: allocated in `new` with this layout.
        unsafe { dealloc(self.memory.as_ptr(), self.table.layout().block) };
    }
}

/// How the block of a class's drafts is laid out.
pub(super) struct Places {
    pub(super) block: Layout,
    /// Of each layer: where it begins, in bytes.
    pub(super) layers: Vec<usize>,
    /// Of each layer: the index of its first field.
    pub(super) first_fields: Vec<usize>,
    /// Whether any thread may use the values.
    pub(super) sendable: bool,
}

impl Places {
    pub(super) fn of(table: &BuilderTable) -> Self {
        let class = table.class();
        let mut size = class.attributes().len();
        let (mut align, mut fields) = (1, 0);
        let (mut layers, mut first_fields) = (Vec::new(), Vec::new());
        for layer in class.layers() {
            let access = &layer.access;
            size = size.next_multiple_of(access.align);
            layers.push(size);
            first_fields.push(fields);
            size += access.size;
            fields += layer.fields.len();
            align = align.max(access.align);
        }
        // An alignment is a power of two, and the values lie in instances of the same size.
        let block = Layout::from_size_align(size.max(1), align).unwrap_or(Layout::new::<u8>());
        Self { block, layers, first_fields, sendable: table.is_sendable() }
    }
}
