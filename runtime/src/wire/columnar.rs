//! Whether values are written into columns of Arrow, which is known by no method of serde's: each row has
//! a value, whatever `#[dataclass(omit_defaults)]` says, and bytes and floats are what they are.

use serde::Serializer;

/// Values are written into columns on this thread until it is dropped.
#[cfg(feature = "arrow")]
pub(crate) struct Columnar {
    before: bool,
}

#[cfg(feature = "arrow")]
impl Columnar {
    /// From now on.
    pub(crate) fn enter() -> Self {
        Self { before: IS_ON.replace(true) }
    }
}

#[cfg(feature = "arrow")]
impl Drop for Columnar {
    fn drop(&mut self) {
        IS_ON.set(self.before);
    }
}

#[cfg(feature = "arrow")]
thread_local! {
    static IS_ON: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// Whether values are written into columns.
pub(crate) fn is_columnar() -> bool {
    #[cfg(feature = "arrow")]
    return IS_ON.get();
    #[cfg(not(feature = "arrow"))]
    false
}

/// Whether what is written has text alone, as JSON has, for bytes and the like.
pub(crate) fn is_text<S: Serializer>(serializer: &S) -> bool {
    serializer.is_human_readable() && !is_columnar()
}
