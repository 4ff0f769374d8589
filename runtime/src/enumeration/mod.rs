//! Enums: without data, real members of Python's `enum` classes; with data, a class per variant
//! (`variants`).
//!
//! An `enum` class is made once, by the functional API of the `enum` module, so that everything Python's
//! enums do works because it is one; after that a conversion is a table look-up each way.

mod class;
mod convert;
mod function;
mod methods;
mod output;
mod variants;
pub(crate) mod wire;

pub use class::{EnumKind, EnumTable, Made, MemberRow};
pub use convert::{FieldOperations, extract_member, from_member, to_member};
pub use function::{Arguments, Parameters, member};
pub use methods::{MemberMethod, enum_method, method_of_class};
pub use output::output_of;
pub use variants::{
    VariantClass, Variants, add_variants, class_attribute, extract_variant, no_variant,
    variant_class,
};
pub use wire::{member_from_plain, member_to_plain};
#[cfg(feature = "serde")]
pub use wire::{read_member, write_member};

use pyo3::prelude::*;
use pyo3::types::PyType;

/// A Rust enum that `#[derive(PyDataClass)]` has made a Python `enum` class.
///
/// All of its variants are without data.
pub trait Enumeration: Sized + 'static {
    /// The class in a stub file.
    #[cfg(feature = "stubs")]
    #[doc(hidden)]
    const TYPE_HINT: pyo3::inspect::PyStaticExpr = <PyAny as pyo3::PyTypeInfo>::TYPE_HINT;

    /// The class's description.
    #[doc(hidden)]
    fn enum_table() -> &'static EnumTable;

    /// The position of the variant, as declared.
    #[doc(hidden)]
    fn index(&self) -> usize;

    /// The variant at a position.
    #[doc(hidden)]
    fn from_index(index: usize) -> Option<Self>;
}

/// A Rust enum that `#[derive(PyDataClass)]` has made a Python class.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no enum that Python knows",
    label = "no enum with `#[derive(PyDataClass)]`",
    note = "an enum needs `#[derive(PyDataClass)]`; a struct is exported with `add_class`"
)]
pub trait EnumClass: Sized + 'static {
    /// The class: a subclass of `enum.Enum`, or where variants have data the base of their classes.
    ///
    /// # Errors
    ///
    /// What the `enum` module raises for members that it refuses, such as a `StrEnum` with a number.
    fn enum_class(py: Python<'_>) -> PyResult<Bound<'_, PyType>>;

    /// Exports the class from an extension module.
    #[doc(hidden)]
    fn add_to(module: &Bound<'_, PyModule>) -> PyResult<()>;
}

/// Exports an enum from an extension module, under its Python name.
///
/// An enum without a `module` option becomes one of the first module that exports it.
///
/// ```
/// use pyo3::prelude::*;
/// use pyo3_classes::PyDataClass;
///
/// #[derive(PyDataClass, Clone, Copy)]
/// enum Color {
///     Red,
///     Green,
/// }
///
/// #[pymodule]
/// fn paint(m: &Bound<'_, PyModule>) -> PyResult<()> {
///     pyo3_classes::add_enum::<Color>(m)
/// }
/// ```
///
/// # Errors
///
/// Those of [`EnumClass::enum_class`], or if the module cannot be written to.
pub fn add_enum<T: EnumClass>(module: &Bound<'_, PyModule>) -> PyResult<()> {
    T::add_to(module)
}
