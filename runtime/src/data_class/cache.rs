//! What a class needs again and again.

use std::sync::OnceLock;

use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyString, PyTuple, PyType};

#[cfg(direct)]
use super::direct::Direct;
use super::info::ClassInfo;
use super::pickle::Header;
use super::stdlib;
use super::table::{Attribute, ClassTable};
use crate::wire::WireForm;

/// Made on first use and kept for ever, as the class itself is.
pub struct Cache {
    pub(super) layers: OnceLock<Vec<&'static ClassTable>>,
    pub(super) attributes: OnceLock<Vec<Attribute>>,
    pub(super) wire_form: OnceLock<WireForm>,
    wire_names: PyOnceLock<Py<PyTuple>>,
    parameters: PyOnceLock<Py<PyTuple>>,
    pickle_header: PyOnceLock<Header>,
    can_pickle: PyOnceLock<bool>,
    new: OnceLock<usize>,
    info: PyOnceLock<Py<ClassInfo>>,
    pub(super) stdlib: stdlib::Made,
    #[cfg(direct)]
    pub(super) direct: Direct,
}

impl Cache {
    /// A cache with nothing made yet, for a static table.
    pub const fn empty() -> Self {
        Self {
            layers: OnceLock::new(),
            attributes: OnceLock::new(),
            wire_form: OnceLock::new(),
            wire_names: PyOnceLock::new(),
            parameters: PyOnceLock::new(),
            pickle_header: PyOnceLock::new(),
            can_pickle: PyOnceLock::new(),
            new: OnceLock::new(),
            info: PyOnceLock::new(),
            stdlib: stdlib::Made::nothing(),
            #[cfg(direct)]
            direct: Direct::unknown(),
        }
    }

    /// The interned names of the constructor's parameters, by field.
    pub(crate) fn parameters<'py>(
        &self,
        py: Python<'py>,
        table: &'static ClassTable,
    ) -> PyResult<&Bound<'py, PyTuple>> {
        let names = || table.attributes().iter().map(|field| field.parameter());
        interned(&self.parameters, py, names)
    }

    /// The interned keys on the wire, by field.
    pub(crate) fn wire_names<'py>(
        &self,
        py: Python<'py>,
        table: &'static ClassTable,
    ) -> PyResult<&Bound<'py, PyTuple>> {
        let names = || table.wire_attributes().iter().map(|field| field.name.unwrap_or_default());
        interned(&self.wire_names, py, names)
    }

    /// What a pickle says of its values.
    pub(super) fn pickle_header(
        &self,
        py: Python<'_>,
        table: &'static ClassTable,
    ) -> PyResult<&Header> {
        self.pickle_header.get_or_try_init(py, || Header::of(py, table))
    }

    /// Notes what the class's `__new__` is when the class is made.
    pub(super) fn note_new(&self, class: &Bound<'_, PyType>) {
        let _ = self.new.set(new_of(class));
    }

    /// Whether nobody has given the class another `__new__` since.
    pub(super) fn has_own_new(&self, class: &Bound<'_, PyType>) -> bool {
        self.new.get() == Some(&new_of(class))
    }

    /// Whether a module is known to import the class from.
    pub(super) fn can_pickle(&self, py: Python<'_>, table: &'static ClassTable) -> PyResult<bool> {
        let known = || Ok::<_, PyErr>((table.type_object)(py).module()? != "builtins");
        self.can_pickle.get_or_try_init(py, known).copied()
    }

    /// The class's `__pyo3_classes__`, always the same object: a pickle then holds it once.
    pub(crate) fn info<'py>(
        &self,
        py: Python<'py>,
        table: &'static ClassTable,
    ) -> PyResult<&Bound<'py, ClassInfo>> {
        let info = self.info.get_or_try_init(py, || ClassInfo::of(py, table))?;
        Ok(info.bind(py))
    }
}

/// The address of what `tp_new` of a class is.
fn new_of(class: &Bound<'_, PyType>) -> usize {
    // SAFETY: the class is live; one of PyO3's is a heap type, of which every Python tells the slots.
    unsafe { ffi::PyType_GetSlot(class.as_type_ptr(), ffi::Py_tp_new).addr() }
}

fn interned<'a, 'py, N: Iterator<Item = &'static str>>(
    cell: &'a PyOnceLock<Py<PyTuple>>,
    py: Python<'py>,
    names: impl FnOnce() -> N,
) -> PyResult<&'a Bound<'py, PyTuple>> {
    let names = cell.get_or_try_init(py, || {
        let names: Vec<_> = names().map(|name| PyString::intern(py, name)).collect();
        PyTuple::new(py, names).map(Bound::unbind)
    })?;
    Ok(names.bind(py))
}
