//! Data classes: the static table of a class, and the generic functions that its methods call.
//!
//! The derive generates the table and one-line entries (`items`); everything that runs is here.

pub(crate) mod access;
mod arguments;
mod attributes;
mod base;
mod cache;
pub(crate) mod construct;
mod copy;
#[cfg(direct)]
pub(crate) mod direct;
mod gc;
mod hooks;
mod info;
pub(crate) mod items;
mod nested;
pub(crate) mod operators;
pub(crate) mod pickle;
mod state;
mod stdlib;
mod table;

pub use access::{Access, IsDataClass, Layered, Layers, LayersOf, NotDataClass, RootClass};
pub(crate) use attributes::{frozen_error, set as set_field};
pub(crate) use base::contains;
pub use base::{Base, BaseOf, Summary, base_has_name, base_has_optional, differs_in_frozen};
pub use cache::Cache;
pub(crate) use construct::check_makes;
pub use gc::traverse;
pub use hooks::{Convert, Migrate, Outcome, PostInit, Rejection, Validate, converted};
pub use items::{
    clear_slot, copy_method, deepcopy_method, hash_slot, info_attribute, init_slot, new_slot,
    reduce_method, replace_method, repr_slot, richcompare_slot, setattr_slot,
};
pub use nested::{Nestable, Nested};
pub use stdlib::Stdlib;
pub(crate) use table::Attribute;
pub use table::{
    ClassOptions, ClassTable, DefaultValue, Description, FieldOptions, FieldRow, SkippedField,
};

/// A struct that `#[derive(PyDataClass)]` has made a Python data class.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no data class",
    label = "needs `#[derive(PyDataClass)]`"
)]
pub trait DataClass: Sized + 'static {
    /// What a class that extends it must know at compile time.
    #[doc(hidden)]
    const SUMMARY: Summary;

    /// What a stub file says of it.
    #[cfg(feature = "stubs")]
    #[doc(hidden)]
    const STUB: crate::introspection::ClassStub = crate::introspection::ClassStub::EMPTY;

    /// The class's description.
    #[doc(hidden)]
    fn table() -> &'static ClassTable;
}
