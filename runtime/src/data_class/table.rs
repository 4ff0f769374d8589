//! [`ClassTable`]: all that the generic code knows of a class, in one static.

use std::cmp::Ordering;
use std::ffi::CStr;
use std::ops::Deref;
use std::ptr;

use pyo3::prelude::*;
use pyo3::types::PyType;

use super::access::Access;
use super::cache::Cache;
use super::hooks::{Convert, Migrate, PostInit, Validate};
use super::stdlib::Stdlib;
use crate::constraint::Constraint;
use crate::error::Report;
use crate::field_type::{FieldTable, Mode, Native};
use crate::hash::Hasher;
use crate::view::ViewTable;
use crate::wire::{WireAttribute, WireForm, WireTable};

/// One data class. The derive makes a `static` of it per class.
pub struct ClassTable {
    /// The name that argument errors and reports use: the class's in Python.
    pub name: &'static str,
    /// The class that it extends, if that is a data class.
    pub base: Option<fn() -> &'static ClassTable>,
    /// Its own fields that Python sees, in order of declaration.
    pub fields: &'static [FieldRow],
    /// Its own fields that Python does not (`#[field(skip)]`).
    pub skipped: &'static [SkippedField],
    /// `#[dataclass(version = …)]`.
    pub version: u32,
    /// `#[dataclass(migrate = …)]`.
    pub migrate: Option<Migrate>,
    /// Its options.
    pub options: ClassOptions,
    /// The class object.
    pub type_object: for<'py> fn(Python<'py>) -> Bound<'py, PyType>,
    /// How to reach and make the Rust value inside an instance.
    pub access: Access,
    /// Copies the Rust value as a whole, where it is `Clone`.
    pub clone: Option<unsafe fn(value: *const u8, slot: *mut u8)>,
    /// What it is on the wire, if it has one of the options `dict`, `json`, ….
    pub wire: Option<&'static WireTable>,
    /// `#[dataclass(post_init = …)]`.
    pub post_init: Option<PostInit>,
    /// `#[dataclass(validate = …)]`.
    pub validate: Option<Validate>,
    /// Python objects made once per class.
    pub cache: Cache,
}

/// The options of a class.
#[derive(Clone, Copy, Default)]
pub struct ClassOptions {
    /// No attribute can be set: `#[pyclass(frozen)]`.
    pub frozen: bool,
    /// `==`.
    pub eq: bool,
    /// `repr`.
    pub repr: bool,
    /// `<` and its kin.
    pub order: bool,
    /// `__match_args__`.
    pub match_args: bool,
    /// The generated constructor, and with it `__replace__` and the signature.
    pub init: bool,
    /// It has an `__init__` that ignores its arguments, for `super().__init__(...)` in subclasses.
    pub ignores_init: bool,
    /// A tuple struct of one field, which prints as `Meters(3.0)`.
    pub newtype: bool,
    /// `#[dataclass(stdlib)]`.
    pub stdlib: Option<Stdlib>,
    /// Instances have a `__dict__`: `#[pyclass(dict)]`.
    pub dict: bool,
    /// How values enter.
    pub mode: Mode,
}

impl ClassOptions {
    /// Nothing is generated.
    pub const NONE: Self = Self {
        frozen: false,
        eq: false,
        repr: false,
        order: false,
        match_args: false,
        init: false,
        ignores_init: false,
        newtype: false,
        stdlib: None,
        dict: false,
        mode: Mode { strict: false },
    };
}

/// One field that Python sees.
pub struct FieldRow {
    /// The attribute.
    pub name: &'static CStr,
    /// The constructor's parameter: the attribute's name or the alias.
    pub parameter: &'static CStr,
    /// The doc comment.
    pub doc: &'static CStr,
    /// Where the field lies in the Rust value.
    pub offset: usize,
    /// What its type can do.
    pub table: &'static FieldTable,
    /// `#[field(convert = …)]`.
    pub convert: Option<Convert>,
    /// What tools tell about it.
    pub description: Description,
    /// Its default.
    pub default: Option<DefaultValue>,
    /// Its constraints.
    pub constraints: &'static [&'static dyn Constraint],
    /// Its options.
    pub options: FieldOptions,
}

/// `#[field(title, metadata, examples)]`
pub struct Description {
    /// A short name for people.
    pub title: Option<&'static str>,
    /// Keys and values of any kind, for other libraries.
    pub metadata: &'static [(&'static str, MakeValue)],
    /// Values that the field could have.
    pub examples: &'static [DefaultValue],
}

/// Makes a Python value.
pub type MakeValue = for<'py> fn(Python<'py>) -> PyResult<Bound<'py, PyAny>>;

impl Description {
    /// Nothing beside the doc comment.
    pub const NONE: Self = Self { title: None, metadata: &[], examples: &[] };
}

/// The default of a field.
#[derive(Clone, Copy)]
pub struct DefaultValue {
    make: Erased,
    write: unsafe fn(Erased, slot: *mut u8),
    lend: unsafe fn(Erased, &mut dyn FnMut(*const u8)),
    /// Whether it may differ from call to call, so that no signature can show it.
    pub(crate) factory: bool,
}

impl DefaultValue {
    /// The default that `make` makes.
    pub const fn of<T>(make: fn() -> T, factory: bool) -> Self {
        Self {
            make: Erased(make as *const ()),
            write: |make, slot| {
                // SAFETY: `make` is the pointer above, and the caller gives room for a `T`.
                unsafe { slot.cast::<T>().write(make.as_fn::<fn() -> T>()()) };
            },
            lend: |make, lend| {
                // SAFETY: as above.
                let value = unsafe { make.as_fn::<fn() -> T>()() };
                lend((&raw const value).cast());
            },
            factory,
        }
    }

    /// Writes a new default.
    ///
    /// # Safety
    ///
    /// `slot` is room for a value of the type.
    pub(crate) unsafe fn write(&self, slot: *mut u8) {
        // SAFETY: the caller's promise; `make` belongs to `write`.
        unsafe { (self.write)(self.make, slot) };
    }

    /// Makes a new default and lends it.
    pub(crate) fn lend(&self, lend: &mut dyn FnMut(*const u8)) {
        // SAFETY: `make` belongs to `lend`.
        unsafe { (self.lend)(self.make, lend) };
    }
}

/// A function pointer without its type.
#[derive(Clone, Copy)]
pub(crate) struct Erased(pub(crate) *const ());

// SAFETY: a function pointer may be sent and shared.
unsafe impl Send for Erased {}
// SAFETY: as above.
unsafe impl Sync for Erased {}

impl Erased {
    /// # Safety
    ///
    /// `F` is the function pointer type that this was made from.
    pub(crate) unsafe fn as_fn<F: Copy>(self) -> F {
        const { assert!(size_of::<F>() == size_of::<*const ()>()) };
        // SAFETY: the caller's promise.
        unsafe { std::mem::transmute_copy(&self.0) }
    }
}

/// The options of a field; the defaults are those of `dataclasses.field`.
#[derive(Clone, Copy)]
pub struct FieldOptions {
    /// A parameter of the constructor.
    pub init: bool,
    /// A keyword-only one.
    pub kw_only: bool,
    /// Shown by `repr`.
    pub repr: bool,
    /// Takes part in `==` and the order.
    pub compare: bool,
    /// Takes part in the hash.
    pub hash: bool,
    /// Has no setter.
    pub frozen: bool,
    /// Its value is never shown.
    pub secret: bool,
    /// What the getter makes a live view by, in place of a copy.
    pub view: Option<ViewTable>,
}

impl FieldOptions {
    /// `dataclasses.field()`.
    pub const DEFAULT: Self = Self {
        init: true,
        kw_only: false,
        repr: true,
        compare: true,
        hash: true,
        frozen: false,
        secret: false,
        view: None,
    };
}

/// A field that Python does not see.
pub struct SkippedField {
    pub(crate) offset: usize,
    pub(crate) default: DefaultValue,
    pub(crate) drop: unsafe fn(value: *mut u8),
    pub(crate) table: Option<&'static FieldTable>,
}

impl SkippedField {
    /// A field of type `T` at this offset of its class's Rust value.
    pub const fn of<T>(
        offset: usize,
        default: fn() -> T,
        table: Option<&'static FieldTable>,
    ) -> Self {
        Self {
            offset,
            table,
            default: DefaultValue::of(default, true),
            // SAFETY: the caller hands over a value of the type.
            drop: |value| unsafe { value.cast::<T>().drop_in_place() },
        }
    }
}

impl FieldRow {
    /// The attribute's name.
    pub(crate) fn name(&self) -> &'static str {
        // The derive writes Rust identifiers, which are UTF-8.
        self.name.to_str().unwrap_or_default()
    }

    /// The parameter's name.
    pub(crate) fn parameter(&self) -> &'static str {
        self.parameter.to_str().unwrap_or_default()
    }

    /// Where the field of the value at `value` lies.
    ///
    /// # Safety
    ///
    /// `value` points to a value, or to room for one, of the class that this row belongs to.
    pub(crate) unsafe fn of(&self, value: *const u8) -> *const u8 {
        // SAFETY: the offset is `offset_of!` the field in that type.
        unsafe { value.add(self.offset) }
    }

    /// [`of`](Self::of), to write.
    ///
    /// # Safety
    ///
    /// As for [`of`](Self::of).
    pub(crate) unsafe fn of_mut(&self, value: *mut u8) -> *mut u8 {
        // SAFETY: as above.
        unsafe { value.add(self.offset) }
    }

    /// Whether the field's value obeys its constraints, where that takes no Python: `false` means that
    /// [`check`](Self::check) is to be asked.
    ///
    /// # Safety
    ///
    /// As for `check`.
    #[inline]
    pub(crate) unsafe fn holds(&self, field: *const u8) -> bool {
        // SAFETY: the caller's promise; the derive pairs a field with constraints of its type.
        self.constraints.iter().all(|constraint| unsafe { constraint.holds(field) })
    }

    /// Checks the field's value against its constraints, under the name that its source used.
    ///
    /// # Safety
    ///
    /// `field` points to an initialised value of the field's type.
    pub(crate) unsafe fn check(&self, field: *const u8, name: &str, report: &mut Report<'_>) {
        // SAFETY: as below.
        if unsafe { self.holds(field) } {
            return;
        }
        report.at_field(name, self.options.secret, |report| {
            // SAFETY: the caller's promise.
            unsafe { self.check_here(field, report) };
        });
    }

    /// The same, where the report is at the field already.
    ///
    /// # Safety
    ///
    /// As for [`check`](Self::check).
    pub(crate) unsafe fn check_here(&self, field: *const u8, report: &mut Report<'_>) {
        for constraint in self.constraints {
            // SAFETY: the caller's promise; the derive pairs a field with constraints of its type.
            unsafe { constraint.check(field, report) };
        }
    }
}

/// A field of a class or of one that it extends, and the class that declares it.
#[derive(Clone, Copy)]
pub(crate) struct Attribute {
    pub(crate) owner: &'static ClassTable,
    pub(crate) row: &'static FieldRow,
    /// Which operations on its values need no Python code.
    pub(crate) native: Native,
}

impl Attribute {
    pub(crate) fn new(owner: &'static ClassTable, row: &'static FieldRow) -> Self {
        Self { owner, row, native: row.table.native() }
    }

    /// Whether this class declares it.
    pub(crate) fn is_of(&self, class: &ClassTable) -> bool {
        ptr::eq(self.owner, class)
    }

    /// `==`, unless Python must be asked.
    pub(crate) fn eq(&self) -> Option<unsafe fn(*const u8, *const u8) -> bool> {
        self.table.eq.filter(|_| self.native.eq)
    }

    /// `<`, unless Python must be asked.
    pub(crate) fn order(&self) -> Option<unsafe fn(*const u8, *const u8) -> Option<Ordering>> {
        self.table.order.filter(|_| self.native.order)
    }

    /// `hash`, unless Python must be asked.
    pub(crate) fn hash(&self) -> Option<unsafe fn(*const u8, &mut Hasher)> {
        self.table.hash.filter(|_| self.native.hash)
    }

    /// `repr`, unless Python must be asked.
    pub(crate) fn repr(&self) -> Option<unsafe fn(*const u8, &mut String)> {
        self.table.repr.filter(|_| self.native.repr)
    }
}

impl Deref for Attribute {
    type Target = FieldRow;

    fn deref(&self) -> &FieldRow {
        self.row
    }
}

impl ClassTable {
    /// Its own fields that may own Python objects: where they lie, and their tables.
    pub(crate) fn holders(&self) -> impl Iterator<Item = (usize, &'static FieldTable)> {
        let seen = self.fields.iter().map(|field| (field.offset, field.table));
        let skipped = self.skipped.iter().filter_map(|field| Some((field.offset, field.table?)));
        seen.chain(skipped).filter(|(_, table)| table.traverse.is_some())
    }

    /// The classes whose layers an instance has: the first that is extended first, this one last.
    pub(crate) fn layers(&'static self) -> &'static [&'static ClassTable] {
        self.cache.layers.get_or_init(|| {
            let mut layers = match self.base {
                Some(base) => base().layers().to_vec(),
                None => Vec::new(),
            };
            layers.push(self);
            layers
        })
    }

    /// Every field that Python sees, the base classes' first.
    pub(crate) fn attributes(&'static self) -> &'static [Attribute] {
        self.cache.attributes.get_or_init(|| {
            self.layers()
                .iter()
                .flat_map(|owner| owner.fields.iter().map(|row| Attribute::new(owner, row)))
                .collect()
        })
    }

    /// Every field, as the wire has it.
    pub(crate) fn wire_attributes(&'static self) -> &'static [WireAttribute] {
        &self.wire_form().attributes
    }

    /// How it is written.
    pub(crate) fn wire_form(&'static self) -> &'static WireForm {
        self.cache.wire_form.get_or_init(|| WireForm::of(self))
    }

    /// The constructor's positional parameters, then the keyword-only ones.
    pub(crate) fn parameters(&'static self) -> impl Iterator<Item = (usize, &'static Attribute)> {
        let of_kind = |kw_only| {
            self.attributes()
                .iter()
                .enumerate()
                .filter(move |(_, field)| field.options.init && field.options.kw_only == kw_only)
        };
        of_kind(false).chain(of_kind(true))
    }

    /// The field with this attribute name.
    pub(crate) fn attribute(&'static self, name: &str) -> Option<&'static Attribute> {
        self.attributes().iter().find(|field| field.name() == name)
    }
}
