//! The builder of a class that extends another is one for the fields of both.

use std::marker::PhantomData;

use pyo3::prelude::*;
use pyo3::{PyClass, PyClassInitializer};

use super::Buildable;
use super::check::DraftView;
use super::class::Builder;
use super::draft::Draft;
use super::table::BuilderTable;
use crate::data_class::contains;

/// A builder as that of a class that extends its class sees it at compile time.
#[derive(Clone, Copy)]
pub struct BuilderSummary {
    /// What it calls its own fields, and the methods that it has for them.
    pub names: &'static [&'static str],
    /// How many fields its class declares.
    pub fields: usize,
    /// The builder of the class that its class extends.
    pub base: Option<&'static BuilderSummary>,
}

/// How many fields a class has from those that it extends.
pub const fn inherited_fields<T: Buildable>() -> usize {
    let (mut fields, mut base) = (0, T::BUILDER_SUMMARY.base);
    while let Some(summary) = base {
        fields += summary.fields;
        base = summary.base;
    }
    fields
}

/// Whether the builder of a class that `T` extends has this name already.
pub const fn base_builder_has<T: Buildable>(name: &str) -> bool {
    let mut base = T::BUILDER_SUMMARY.base;
    while let Some(summary) = base {
        if contains(summary.names, name) {
            return true;
        }
        base = summary.base;
    }
    false
}

/// The base class `B` of a class; the flag says whether it has a builder.
pub struct BuilderOf<B, const IS_BUILDABLE: bool>(PhantomData<B>);

/// A base class, with a builder or not.
pub trait BaseBuilder {
    /// Its builder.
    const TABLE: Option<fn() -> &'static BuilderTable>;
    /// The same at compile time.
    const SUMMARY: Option<&'static BuilderSummary>;
    /// Its part of a draft.
    type Draft: DraftView;

    /// The class of its builders; [`Builder`] if it has none.
    type Class: PyClass;

    /// Its builder's class in stub files.
    #[cfg(feature = "stubs")]
    const STUB: Option<&'static crate::introspection::ClassStub>;

    /// Makes an object of that class.
    fn initializer(builder: Builder) -> PyClassInitializer<Self::Class>;
}

/// Whether `T` has a builder.
pub struct IsBuildable<T>(PhantomData<T>);

/// The answer for every type; the inherent constant below wins where it applies.
pub trait NotBuildable {
    /// No builder.
    const VALUE: bool = false;
}
impl<T> NotBuildable for IsBuildable<T> {}

impl<T: Buildable> IsBuildable<T> {
    /// A builder.
    pub const VALUE: bool = true;
}

/// The part of a draft that a class of Python's own has.
#[repr(transparent)]
pub struct NoFields(Draft);

// SAFETY: the type is a `repr(transparent)` wrapper.
unsafe impl DraftView for NoFields {}

impl<B> BaseBuilder for BuilderOf<B, false> {
    const TABLE: Option<fn() -> &'static BuilderTable> = None;
    const SUMMARY: Option<&'static BuilderSummary> = None;
    type Draft = NoFields;
    type Class = Builder;

    #[cfg(feature = "stubs")]
    const STUB: Option<&'static crate::introspection::ClassStub> = None;

    fn initializer(builder: Builder) -> PyClassInitializer<Builder> {
        PyClassInitializer::from(builder)
    }
}

impl<B: Buildable> BaseBuilder for BuilderOf<B, true> {
    const TABLE: Option<fn() -> &'static BuilderTable> = Some(B::builder_table);
    const SUMMARY: Option<&'static BuilderSummary> = Some(&B::BUILDER_SUMMARY);
    type Draft = B::Draft;
    type Class = B::Builder;

    #[cfg(feature = "stubs")]
    const STUB: Option<&'static crate::introspection::ClassStub> =
        Some(&<B as Buildable>::STUB.class);

    fn initializer(builder: Builder) -> PyClassInitializer<B::Builder> {
        B::initializer(builder)
    }
}

/// Makes a Python object of a builder.
///
/// # Errors
///
/// What making an object raises.
pub fn wrap<T: Buildable>(builder: Builder, py: Python<'_>) -> PyResult<Bound<'_, Builder>> {
    let object = Bound::new(py, T::initializer(builder))?;
    // SAFETY: `initializer` makes it of a `Builder`, and layers of classes that extend that.
    Ok(unsafe { object.into_any().cast_into_unchecked() })
}
