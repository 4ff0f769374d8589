//! Reading a Python object out of a frozen class without calling a function.
//!
//! A *member* descriptor tells CPython where in an instance the pointer lies, so that its interpreter
//! reads it there by itself. PyO3 does the same for `#[pyo3(get)]` on a `Py<T>`.
//!
//! Condition: the field is at the place that PyO3's constant says, begins with the pointer to its Python
//! value, is never changed, and any thread may read it. Check: the class is frozen, not `unsendable`, and
//! all its base classes are PyO3's; the place is within the instance. Once the layout of an instance has
//! been measured ([`layout`]), the place must be the measured one, or all fields of the class get the
//! getters back that they have without the shortcut.

use std::ptr;

use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::PyType;

use super::super::attributes;
use super::super::table::{ClassTable, FieldRow};
use super::{enabled, layout};

/// The descriptor of a field, where the condition holds.
pub(in super::super) fn descriptor<'py>(
    class: &Bound<'py, PyType>,
    table: &'static ClassTable,
    field: &'static FieldRow,
) -> PyResult<Option<Bound<'py, PyAny>>> {
    let Some(place) = place(class, table, field) else { return Ok(None) };
    // Never freed, as the class is not.
    let definition = Box::leak(Box::new(ffi::PyMemberDef {
        name: field.name.as_ptr(),
        type_code: ffi::Py_T_OBJECT_EX,
        offset: place.cast_signed(),
        flags: ffi::Py_READONLY,
        doc: field.doc.as_ptr(),
    }));
    // SAFETY: class and definition live for ever, and the place is that of an object in each instance.
    let descriptor = unsafe {
        let descriptor = ffi::PyDescr_NewMember(class.as_type_ptr(), definition);
        Bound::from_owned_ptr_or_err(class.py(), descriptor)?
    };
    Ok(Some(descriptor))
}

/// Where the pointer lies, in bytes from the object.
fn place(class: &Bound<'_, PyType>, table: &'static ClassTable, field: &FieldRow) -> Option<usize> {
    let contents = table.access.contents?;
    let place = contents + field.offset;
    // SAFETY: a live type.
    let size = unsafe { (*class.as_type_ptr()).tp_basicsize };
    let holds = enabled()
        && field.table.is_object
        && table.access.write.is_none()
        && layout::is_of_ours(class.py(), table)
        && table.cache.direct.layout().is_none_or(|layout| layout.own_offset() == contents)
        && contents >= size_of::<ffi::PyObject>()
        && place.is_multiple_of(align_of::<*mut ffi::PyObject>())
        && place + size_of::<*mut ffi::PyObject>() <= size.cast_unsigned();
    holds.then_some(place)
}

/// Holds the constant against what was measured. Where they differ, which no PyO3 has done yet, the
/// class goes back to getters, and there is no other shortcut for it either.
pub(super) fn agrees(py: Python<'_>, table: &'static ClassTable, measured: usize) -> bool {
    let agrees = table.access.contents.is_none_or(|contents| contents == measured);
    if !agrees && let Err(error) = give_up(py, table) {
        error.write_unraisable(py, None);
    }
    agrees
}

/// Puts getters in place of the members.
fn give_up(py: Python<'_>, table: &'static ClassTable) -> PyResult<()> {
    let class = (table.type_object)(py);
    for field in table.fields {
        let descriptor = class.getattr("__dict__")?.get_item(field.name())?;
        if ptr::eq(descriptor.get_type_ptr(), &raw mut ffi::PyMemberDescr_Type) {
            class.setattr(field.name(), attributes::getset(&class, table, field)?)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use pyo3::types::PyString;

    use super::*;
    use crate::PyDataClass;
    use crate::data_class::DataClass;

    /// A note.
    #[derive(PyDataClass)]
    #[dataclass(crate = "crate")]
    #[pyclass(frozen)]
    struct Note {
        /// Who wrote it.
        author: Py<PyString>,
        stars: u8,
    }

    #[test]
    fn a_place_that_is_not_the_measured_one_is_given_up() -> PyResult<()> {
        Python::attach(|py| {
            let class = py.get_type::<Note>();
            let kind = || class.getattr("author")?.get_type().name()?.extract::<String>();
            let note = class.call1(("Ada", 5))?;
            assert_eq!(kind()?, "member_descriptor");
            let contents = Note::table().access.contents.unwrap_or_default();
            assert!(agrees(py, Note::table(), contents));
            assert_eq!(kind()?, "member_descriptor");
            assert!(!agrees(py, Note::table(), contents + 8));
            assert_eq!(kind()?, "getset_descriptor");
            assert_eq!(note.getattr("author")?.extract::<String>()?, "Ada");
            assert_eq!(class.getattr("author")?.getattr("__doc__")?.to_string(), "Who wrote it.");
            assert_eq!(note.getattr("stars")?.extract::<u8>()?, 5);
            Ok(())
        })
    }
}
