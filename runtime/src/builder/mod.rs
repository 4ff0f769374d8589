//! Builders: mutable drafts of instances, which take values one by one and tell all that is missing and
//! wrong at once.
//!
//! The derive generates a table, and a class that extends [`Builder`]; everything that runs is here.

mod adders;
mod alone;
mod base;
mod build;
mod check;
mod class;
mod collects;
mod compare;
mod copy;
#[cfg(direct)]
mod direct;
mod draft;
mod into;
mod methods;
mod nested;
mod pickle;
mod setters;
mod table;
mod update;
mod value;

use pyo3::{PyClass, PyClassInitializer};

pub use adders::{Adder, adder};
pub use alone::{ClassOf, Described, Standalone};
pub use base::{
    BaseBuilder, BuilderOf, BuilderSummary, IsBuildable, NoFields, NotBuildable, base_builder_has,
    inherited_fields, wrap,
};
pub use check::{CheckDraft, DraftView, check_draft};
pub use class::Builder;
pub use collects::Collects;
#[allow(unused_imports, reason = "for field types behind cargo features")]
pub(crate) use collects::collects;
pub use draft::Draft;
pub use into::{Coercion, IntoField};
pub use methods::{builder_info, builder_method, partial_method, to_builder_method};
pub use nested::NestedBuilder;
pub use setters::setter;
pub use table::{BuilderCache, BuilderRow, BuilderTable, Setter};

/// A class that `#[derive(PyBuilder)]` has given a builder.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no builder",
    label = "needs `#[derive(PyBuilder)]`"
)]
pub trait Buildable: PyClass {
    /// The builder's class.
    type Builder: PyClass;

    /// What a function for `#[pybuilder(validate = …)]` looks at.
    type Draft: DraftView;

    /// What the builder of a class that extends it must know at compile time.
    #[doc(hidden)]
    const BUILDER_SUMMARY: BuilderSummary;

    /// The builder in stub files.
    #[cfg(feature = "stubs")]
    #[doc(hidden)]
    const STUB: crate::introspection::BuilderStub;

    /// Makes an object of the builder's class.
    #[doc(hidden)]
    fn initializer(builder: Builder) -> PyClassInitializer<Self::Builder>;

    /// The builder's description.
    #[doc(hidden)]
    fn builder_table() -> &'static BuilderTable;
}
