//! The builder of a class that extends another is one for the fields of both.

use std::marker::PhantomData;

use super::Buildable;
use super::table::BuilderTable;
use crate::data_class::DataClass;

/// How many fields a class has from those that it extends.
pub const fn inherited_fields<T: DataClass>() -> usize {
    let (mut fields, mut base) = (0, T::SUMMARY.base);
    while let Some(summary) = base {
        fields += summary.fields;
        base = summary.base;
    }
    fields
}

/// The base class `B` of a class; the flag says whether it is a data class.
pub struct BuilderOf<B, const IS_DATA_CLASS: bool>(PhantomData<B>);

/// A base class, with a builder or not.
pub trait BaseBuilder {
    /// Its builder.
    const TABLE: Option<fn() -> &'static BuilderTable>;
}

impl<B> BaseBuilder for BuilderOf<B, false> {
    const TABLE: Option<fn() -> &'static BuilderTable> = None;
}

impl<B: Buildable> BaseBuilder for BuilderOf<B, true> {
    const TABLE: Option<fn() -> &'static BuilderTable> = Some(B::builder_table);
}
