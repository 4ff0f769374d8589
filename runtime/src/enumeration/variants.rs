//! Enums whose variants have data.

use std::ffi::CStr;

use pyo3::prelude::*;
use pyo3::types::{PyString, PyType};
use pyo3::{Borrowed, PyClass, intern};

use crate::error::{ConvertError, public_name};
use crate::hint::TypeHint;
use crate::pyo3_internals::{self, Method};

/// Such an enum.
pub trait Variants: Sized + 'static {
    /// The class that those of the variants extend.
    type Base: PyClass;

    /// The value of a variant's instance.
    ///
    /// # Errors
    ///
    /// A `TypeError` for anything else.
    fn from_variant(object: &Bound<'_, PyAny>) -> Result<Self, ConvertError>;

    /// A copy, field by field: Python objects are shared.
    ///
    /// # Errors
    ///
    /// What copying a field raises.
    fn copy_variant(&self, py: Python<'_>) -> PyResult<Self>;
}

/// The error for what is no variant's instance.
pub fn no_variant<T: Variants>(object: &Bound<'_, PyAny>) -> ConvertError {
    ConvertError::wrong_type(TypeHint::class::<T::Base>(), object)
}

/// [`Variants::from_variant`] with a plain exception, for arguments of functions.
///
/// # Errors
///
/// As there.
pub fn extract_variant<T: Variants>(object: Borrowed<'_, '_, PyAny>) -> PyResult<T> {
    T::from_variant(&object).map_err(ConvertError::into_plain_py_err)
}

/// An attribute of the enum's class: the class of a variant, or a method.
pub const fn class_attribute(
    name: &'static CStr,
    make: for<'py> fn(Python<'py>) -> PyResult<Py<PyAny>>,
) -> Method {
    pyo3_internals::class_attribute(name, make)
}

/// A variant's class, told where it lives.
///
/// # Errors
///
/// None that the interpreter does not raise for lack of memory.
pub fn variant_class<T: PyClass>(py: Python<'_>, qualname: &str) -> PyResult<Py<PyAny>> {
    let class = py.get_type::<T>();
    class.setattr(intern!(py, "__qualname__"), PyString::new(py, qualname))?;
    Ok(class.into_any().unbind())
}

/// An enum with data, whose variant at this index has a class of its own.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no data class",
    label = "its variants have no classes to build: derive `PyDataClass` as well"
)]
pub trait VariantClass<const INDEX: usize> {
    /// The class.
    type Class: PyClass;
}

/// Exports the enum's class; those of the variants are its attributes. Classes without a module of
/// their own become some of this module's.
///
/// # Errors
///
/// If the module cannot be written to.
pub fn add_variants(
    module: &Bound<'_, PyModule>,
    base: &Bound<'_, PyType>,
    variants: &[Bound<'_, PyType>],
) -> PyResult<()> {
    let py = module.py();
    let name = module.name()?.to_string();
    for class in variants.iter().chain([base]) {
        if class.getattr(intern!(py, "__module__"))?.eq("builtins")? {
            class.setattr(intern!(py, "__module__"), public_name(&name))?;
        }
    }
    module.add(base.name()?, base)
}
