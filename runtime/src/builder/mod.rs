//! Builders: mutable drafts of instances, which take values one by one and tell all that is missing and
//! wrong at once.
//!
//! The derive generates a table, and a class that extends [`Builder`]; everything that runs is here.

mod base;
mod build;
mod check;
mod class;
mod compare;
mod copy;
mod draft;
mod methods;
mod pickle;
mod setters;
mod table;
mod update;
mod value;

use pyo3::PyClass;

pub use base::{BaseBuilder, BuilderOf, inherited_fields};
pub use check::{CheckDraft, DraftView, check_draft};
pub use class::Builder;
pub use draft::Draft;
pub use methods::{builder_info, builder_method, partial_method, to_builder_method};
pub use setters::setter;
pub use table::{BuilderCache, BuilderRow, BuilderTable, Setter};

use crate::data_class::DataClass;

/// A class that `#[derive(PyBuilder)]` has given a builder.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no builder",
    label = "needs `#[derive(PyBuilder)]`"
)]
pub trait Buildable: DataClass + PyClass {
    /// The builder's class.
    type Builder: PyClass<BaseType = Builder>;

    /// What a function for `#[pybuilder(validate = …)]` looks at.
    type Draft: DraftView;

    /// The builder's description.
    #[doc(hidden)]
    fn builder_table() -> &'static BuilderTable;
}
