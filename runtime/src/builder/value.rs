//! [`Value`]: a value of a field's type that nobody else has, with the type erased.

use std::alloc::{Layout, alloc, dealloc, handle_alloc_error};
use std::mem::{ManuallyDrop, MaybeUninit};
use std::ptr::{self, NonNull};

use crate::field_type::FieldTable;

/// Room that most field types fit into, so that a setter need not ask the allocator.
type Inline = MaybeUninit<[u128; 4]>;

enum Room {
    Inline(Inline),
    Heap(NonNull<u8>),
}

/// A value of the type of a table.
pub(super) struct Value {
    table: &'static FieldTable,
    room: Room,
}

impl Value {
    /// The value that `write` puts into the slot that it gets.
    ///
    /// # Errors
    ///
    /// That of `write`.
    ///
    /// # Safety
    ///
    /// When `write` returns `Ok`, the slot has a value of the table's type.
    pub(super) unsafe fn make<E>(
        table: &'static FieldTable,
        write: impl FnOnce(*mut u8) -> Result<(), E>,
    ) -> Result<Self, E> {
        let mut room = Room::of(table);
        let written = write(room.pointer());
        let value = Self { table, room };
        match written {
            Ok(()) => Ok(value),
            Err(error) => {
                value.release();
                Err(error)
            }
        }
    }

    /// Where it lies.
    pub(super) fn pointer(&mut self) -> *mut u8 {
        self.room.pointer()
    }

    /// Hands it over to the room at `slot`.
    ///
    /// # Safety
    ///
    /// `slot` is room for a value of the type.
    pub(super) unsafe fn write_to(mut self, slot: *mut u8) {
        // SAFETY: the caller's promise; the value moves, and is not dropped here.
        unsafe { ptr::copy_nonoverlapping(self.pointer(), slot, self.table.size) };
        self.release();
    }

    /// Frees the room without a look at what is in it.
    fn release(self) {
        let value = ManuallyDrop::new(self);
        value.room.free(value.table);
    }
}

impl Drop for Value {
    fn drop(&mut self) {
        // SAFETY: it is a value of the type, which nobody uses afterwards.
        unsafe { (self.table.drop)(self.room.pointer()) };
        self.room.free(self.table);
    }
}

impl Room {
    fn of(table: &FieldTable) -> Self {
        if table.size <= size_of::<Inline>() && table.align <= align_of::<Inline>() {
            return Self::Inline(Inline::uninit());
        }
        // SAFETY: the layout is of a type that is larger than nothing, or has an alignment that is.
        match NonNull::new(unsafe { alloc(layout(table)) }) {
            Some(memory) => Self::Heap(memory),
            None => handle_alloc_error(layout(table)),
        }
    }

    fn pointer(&mut self) -> *mut u8 {
        match self {
            Self::Inline(room) => room.as_mut_ptr().cast(),
            Self::Heap(memory) => memory.as_ptr(),
        }
    }

    fn free(&self, table: &FieldTable) {
        if let Self::Heap(memory) = self {
            // SAFETY: allocated above with this layout.
            unsafe { dealloc(memory.as_ptr(), layout(table)) };
        }
    }
}

/// The layout of the type, at least one byte.
fn layout(table: &FieldTable) -> Layout {
    // Size and alignment are those of a type, which is a layout.
    Layout::from_size_align(table.size.max(1), table.align).unwrap_or(Layout::new::<u128>())
}
