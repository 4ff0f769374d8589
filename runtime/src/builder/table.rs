//! [`BuilderTable`]: what a builder knows of its class beside that class's own table.

use std::ffi::CStr;
use std::ops::Deref;
use std::sync::OnceLock;

use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::PyType;

use super::adders::Adder;
use super::check::CheckDraft;
use super::class::Builder;
use super::draft::Places;
use super::into::Coercion;
use super::nested::NestedBuilder;
use crate::data_class::{Attribute, ClassTable, Convert};

/// One builder. The derive makes a `static` of it per class.
pub struct BuilderTable {
    /// The class that it builds.
    pub class: fn() -> &'static ClassTable,
    /// The name of the builder's class in Python.
    pub name: &'static str,
    /// The builder of the class that the class extends.
    pub base: Option<fn() -> &'static BuilderTable>,
    /// The class's own fields, as in its table.
    pub rows: &'static [BuilderRow],
    /// The builder's class object.
    pub type_object: for<'py> fn(Python<'py>) -> Bound<'py, PyType>,
    /// Makes a Python object of a builder.
    pub wrap: for<'py> fn(Builder, Python<'py>) -> PyResult<Bound<'py, Builder>>,
    /// `#[pybuilder(validate = …)]`
    pub validate: Option<CheckDraft>,
    /// Whether any thread may use an instance: no `#[pyclass(unsendable)]`.
    pub sendable: bool,
    /// Made on first use.
    pub cache: BuilderCache,
}

/// What the derive says of a field.
pub struct BuilderRow {
    /// What the builder calls the field: the constructor's parameter, or `#[pybuilder(name = …)]`.
    pub name: &'static CStr,
    /// The setter; `None` for a field that only has its default.
    pub setter: Option<Setter>,
    /// `#[pybuilder(each = …)]`
    pub adder: Option<Adder>,
    /// `#[pybuilder(nested)]`
    pub nested: Option<NestedBuilder>,
    /// `#[pybuilder(into)]`
    pub into: Option<Coercion>,
    /// `#[pybuilder(convert = …)]`
    pub convert: Option<Convert>,
    /// `#[pybuilder(set_once)]`
    pub set_once: bool,
}

/// A field's methods.
#[derive(Clone, Copy)]
pub struct Setter {
    /// The setter's name.
    pub name: &'static CStr,
    /// The setter.
    pub set: ffi::PyCFunction,
    /// `maybe_…`
    pub maybe: ffi::PyCFunction,
}

/// Coercion on first use and kept for ever.
pub struct BuilderCache {
    fields: OnceLock<Vec<BuilderField>>,
    places: OnceLock<Places>,
}

impl BuilderCache {
    /// A cache with nothing made yet, for a static table.
    pub const fn empty() -> Self {
        Self { fields: OnceLock::new(), places: OnceLock::new() }
    }
}

/// A field of a class or of one that it extends, as its builder sees it.
pub(super) struct BuilderField {
    pub(super) attribute: &'static Attribute,
    pub(super) row: &'static BuilderRow,
    /// Where its value lies in a draft, in bytes.
    pub(super) place: usize,
    /// How its setter makes the value without PyO3's bookkeeping.
    #[cfg(direct)]
    pub(super) quick: Option<crate::data_class::direct::accepted::FromPy>,
}

impl Deref for BuilderField {
    type Target = Attribute;

    fn deref(&self) -> &Attribute {
        self.attribute
    }
}

impl BuilderField {
    /// What the builder calls it.
    pub(super) fn key(&self) -> &'static str {
        // The derive writes UTF-8.
        self.row.name.to_str().unwrap_or_default()
    }

    /// Whether `build` can do without a value.
    pub(super) fn is_optional(&self) -> bool {
        self.default.is_some() || self.table.absent.is_some()
    }
}

impl BuilderTable {
    /// The class that it builds.
    pub(super) fn class(&self) -> &'static ClassTable {
        (self.class)()
    }

    /// Whether any thread may use the values of all layers.
    pub(super) fn is_sendable(&self) -> bool {
        self.sendable && self.base.is_none_or(|base| base().is_sendable())
    }

    /// All fields, those of the base classes first.
    pub(super) fn fields(&'static self) -> &'static [BuilderField] {
        self.cache.fields.get_or_init(|| {
            let class = self.class();
            let layout = self.layout();
            let mut rows = Vec::new();
            self.add_rows(&mut rows);
            let layers = class.layers().iter().zip(&layout.layers);
            let places = layers.flat_map(|(layer, begin)| {
                layer.fields.iter().map(move |field| begin + field.offset)
            });
            class
                .attributes()
                .iter()
                .zip(rows)
                .zip(places)
                .map(|((attribute, row), place)| BuilderField {
                    attribute,
                    row,
                    place,
                    #[cfg(direct)]
                    quick: super::direct::conversion(class, attribute, row),
                })
                .collect()
        })
    }

    fn add_rows(&self, rows: &mut Vec<&'static BuilderRow>) {
        if let Some(base) = self.base {
            base().add_rows(rows);
        }
        rows.extend(self.rows);
    }

    /// Where values lie in its drafts.
    pub(super) fn layout(&self) -> &Places {
        self.cache.places.get_or_init(|| Places::of(self))
    }

    /// The index of the field that the builder, or else the constructor, calls so.
    pub(super) fn position(&'static self, name: &str) -> Option<usize> {
        let settable = |field: &BuilderField| field.row.setter.is_some();
        let fields = self.fields();
        let by_key = fields.iter().position(|field| settable(field) && field.key() == name);
        by_key.or_else(|| {
            fields.iter().position(|field| settable(field) && field.parameter() == name)
        })
    }
}
