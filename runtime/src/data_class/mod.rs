//! Data classes: the static table of a class, and the generic functions that its methods call.
//!
//! The derive generates the table and one-line entries (`items`); everything that runs is here.

mod access;
mod arguments;
mod attributes;
mod cache;
mod construct;
mod copy;
mod gc;
mod hooks;
mod info;
mod items;
mod operators;
mod pickle;
mod state;
mod table;

pub use access::Access;
pub use cache::Cache;
pub use gc::traverse;
pub use hooks::{Outcome, PostInit, Validate};
pub use items::{
    clear_slot, copy_method, deepcopy_method, hash_slot, info_attribute, new_slot, reduce_method,
    replace_method, repr_slot, richcompare_slot, setattr_slot,
};
pub use table::{ClassOptions, ClassTable, DefaultValue, FieldOptions, FieldRow, SkippedField};

/// A struct that `#[derive(PyDataClass)]` has made a Python data class.
pub trait DataClass: Sized + 'static {
    /// The class's description.
    #[doc(hidden)]
    fn table() -> &'static ClassTable;
}
