//! How deep values may nest on the wire: what would overflow the stack is refused long before.

use std::cell::Cell;

/// The levels of classes, lists and maps inside one another that are written and read: as many as
/// `serde_json` reads.
pub(crate) const LIMIT: u32 = 127;

/// What is said of more.
pub(crate) const TOO_DEEP: &str = "values are nested more than 127 levels deep";

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
}

/// One level, until it is dropped.
pub(crate) struct Level(());

impl Level {
    /// One level further in; `None` if that is too deep.
    #[inline]
    pub(crate) fn enter() -> Option<Self> {
        let depth = DEPTH.get();
        if depth == LIMIT {
            return None;
        }
        DEPTH.set(depth + 1);
        Some(Self(()))
    }
}

impl Drop for Level {
    #[inline]
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get() - 1);
    }
}
