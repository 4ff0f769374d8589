//! What the derive adds to the class itself, and to the builder's class when that is made.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple, PyType};

use super::class::Builder;
use super::draft::Draft;
use super::pickle::BuilderInfo;
use super::table::BuilderTable;
use super::{Buildable, setters, update};
use crate::data_class::check_makes;
use crate::data_class::items::{dict, entries};
use crate::pyo3_internals::{self, Method, raw};

entries! { for Buildable;
    New: noargs = |py, class| {
        let class = PyType::from_borrowed_type_ptr(py, class.cast());
        empty(T::builder_table(), &class).map(Bound::into_ptr)
    }
    OfInstance: noargs = |py, object| {
        of_instance(T::builder_table(), Bound::ref_from_ptr(py, &object)).map(Bound::into_ptr)
    }
    Partial: cfunction_with_keywords = |py, class, args, kwargs| {
        let class = PyType::from_borrowed_type_ptr(py, class.cast());
        let args = Bound::ref_from_ptr(py, &args).cast_unchecked::<PyTuple>();
        partial(T::builder_table(), &class, args, dict(py, kwargs).as_ref()).map(Bound::into_ptr)
    }
}

/// `builder()`
pub const fn builder_method<T: Buildable>() -> Method {
    pyo3_internals::class_method_noargs(
        c"builder",
        raw::noargs::<New<T>>,
        c"builder($cls, /)\n--\n\nReturn a builder without values.",
    )
}

/// `to_builder()`
pub const fn to_builder_method<T: Buildable>() -> Method {
    pyo3_internals::method_noargs(
        c"to_builder",
        raw::noargs::<OfInstance<T>>,
        c"to_builder($self, /)\n--\n\nReturn a builder with the values of the fields.",
    )
}

/// `partial()`
pub const fn partial_method<T: Buildable>() -> Method {
    pyo3_internals::class_method_with_keywords::<Partial<T>>(
        c"partial",
        c"partial($cls, /, **values)\n--\n\nReturn a builder with these values.",
    )
}

/// `__pyo3_classes__` of the builder's class, and with it all that is installed when that is made.
pub const fn builder_info<T: Buildable>() -> Method {
    pyo3_internals::class_attribute(c"__pyo3_classes__", |py| {
        let class = py.get_type::<T::Builder>();
        let table = T::builder_table();
        setters::install(&class, table)?;
        Ok(BuilderInfo::of(py, table)?.into_any().unbind())
    })
}

fn empty<'py>(
    table: &'static BuilderTable,
    class: &Bound<'py, PyType>,
) -> PyResult<Bound<'py, Builder>> {
    check_makes(table.class(), class)?;
    Builder::new(class, Draft::new(table))
}

fn partial<'py>(
    table: &'static BuilderTable,
    class: &Bound<'py, PyType>,
    args: &Bound<'py, PyTuple>,
    kwargs: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, Builder>> {
    if !args.is_empty() {
        return Err(PyTypeError::new_err(format!(
            "{}.partial() takes keyword arguments only: write {}.partial(name=value)",
            table.class().name,
            table.class().name,
        )));
    }
    let builder = empty(table, class)?;
    update::update(&builder, None, kwargs)?;
    Ok(builder)
}

/// # Safety
///
/// `object` is an instance of the class.
unsafe fn of_instance<'py>(
    table: &'static BuilderTable,
    object: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, Builder>> {
    let py = object.py();
    let class = object.get_type();
    check_makes(table.class(), &class)?;
    let mut draft = Draft::new(table);
    for (index, field) in table.fields().iter().enumerate() {
        if field.row.setter.is_none() {
            continue;
        }
        let mut copied = Ok(());
        // SAFETY: the object is an instance of the class, and so has the field.
        unsafe {
            (field.owner.access.read)(object, &mut |value| {
                copied = draft.fill(index, |slot| (field.table.copied)(field.of(value), py, slot));
            })?;
        }
        copied?;
    }
    Builder::new(&class, draft)
}
