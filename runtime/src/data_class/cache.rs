//! Python objects that a class needs again and again.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyString, PyTuple};

use super::info::ClassInfo;
use super::table::ClassTable;

/// Made on first use and kept for ever, as the class itself is.
pub struct Cache {
    parameters: PyOnceLock<Py<PyTuple>>,
    info: PyOnceLock<Py<ClassInfo>>,
}

impl Cache {
    /// A cache with nothing made yet, for a static table.
    pub const fn empty() -> Self {
        Self { parameters: PyOnceLock::new(), info: PyOnceLock::new() }
    }

    /// The interned names of the constructor's parameters, by field.
    pub(crate) fn parameters<'py>(
        &self,
        py: Python<'py>,
        table: &ClassTable,
    ) -> PyResult<&Bound<'py, PyTuple>> {
        let names = self.parameters.get_or_try_init(py, || {
            let names = table.fields.iter().map(|field| PyString::intern(py, field.parameter()));
            PyTuple::new(py, names.collect::<Vec<_>>()).map(Bound::unbind)
        })?;
        Ok(names.bind(py))
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
