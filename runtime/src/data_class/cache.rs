//! What a class needs again and again.

use std::sync::OnceLock;

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyString, PyTuple};

use super::info::ClassInfo;
use super::table::{Attribute, ClassTable};

/// Made on first use and kept for ever, as the class itself is.
pub struct Cache {
    pub(super) layers: OnceLock<Vec<&'static ClassTable>>,
    pub(super) attributes: OnceLock<Vec<Attribute>>,
    parameters: PyOnceLock<Py<PyTuple>>,
    names: PyOnceLock<Py<PyTuple>>,
    info: PyOnceLock<Py<ClassInfo>>,
}

impl Cache {
    /// A cache with nothing made yet, for a static table.
    pub const fn empty() -> Self {
        Self {
            layers: OnceLock::new(),
            attributes: OnceLock::new(),
            parameters: PyOnceLock::new(),
            names: PyOnceLock::new(),
            info: PyOnceLock::new(),
        }
    }

    /// The interned names of the constructor's parameters, by field.
    pub(crate) fn parameters<'py>(
        &self,
        py: Python<'py>,
        table: &'static ClassTable,
    ) -> PyResult<&Bound<'py, PyTuple>> {
        interned(&self.parameters, py, table, |field| field.parameter())
    }

    /// The interned names of the attributes, by field.
    pub(crate) fn names<'py>(
        &self,
        py: Python<'py>,
        table: &'static ClassTable,
    ) -> PyResult<&Bound<'py, PyTuple>> {
        interned(&self.names, py, table, |field| field.name())
    }

    /// The class's `__pyo3_classes__`, always the same object: a pickle then holds it once.
    pub(crate) fn info<'py>(
        &self,
        py: Python<'py>,
        table: &'static ClassTable,
    ) -> PyResult<&Bound<'py, ClassInfo>> {
        let info = self.info.get_or_try_init(py, || Py::new(py, ClassInfo::new(table)))?;
        Ok(info.bind(py))
    }
}

fn interned<'a, 'py>(
    cell: &'a PyOnceLock<Py<PyTuple>>,
    py: Python<'py>,
    table: &'static ClassTable,
    name: impl Fn(&Attribute) -> &'static str,
) -> PyResult<&'a Bound<'py, PyTuple>> {
    let names = cell.get_or_try_init(py, || {
        let names = table.attributes().iter().map(|field| PyString::intern(py, name(field)));
        PyTuple::new(py, names.collect::<Vec<_>>()).map(Bound::unbind)
    })?;
    Ok(names.bind(py))
}
