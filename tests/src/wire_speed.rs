//! Data classes whose dicts and JSON take the shortcuts, or just do not.

use std::collections::BTreeMap;

use pyo3::prelude::*;
use pyo3::types::PyString;
use pyo3_classes::PyDataClass;

/// Every field is made without Python's help.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json, rename_all = "camelCase")]
#[pyclass(module = "pyo3_classes_fixture", subclass)]
pub(crate) struct WireQuick {
    count: u64,
    #[field(le = 100.0)]
    unit_price: f64,
    text: String,
    #[field(default)]
    note: Option<String>,
    #[field(default, alias = "is_on")]
    on: bool,
    #[field(wire = false, default = 7)]
    hidden: i32,
}

#[pymethods]
impl WireQuick {
    /// Calls while somebody is changing it.
    fn call_while_changing(
        slf: &Bound<'_, Self>,
        function: &Bound<'_, PyAny>,
    ) -> PyResult<Py<PyAny>> {
        let _changing = slf.borrow_mut();
        function.call0().map(Bound::unbind)
    }
}

/// The same of a class that extends it.
#[derive(PyDataClass, Clone)]
#[dataclass(dict, json)]
#[pyclass(module = "pyo3_classes_fixture", extends = WireQuick)]
pub(crate) struct WireQuickChild {
    #[field(kw_only)]
    own: i8,
}

/// Its text is Python's own.
#[derive(PyDataClass)]
#[dataclass(dict)]
#[pyclass(module = "pyo3_classes_fixture", frozen)]
pub(crate) struct WireQuickObject {
    text: Py<PyString>,
    any: Py<PyAny>,
}

/// What is left out depends on the instance.
#[derive(PyDataClass)]
#[dataclass(dict, json, omit_defaults)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct WireOmits {
    #[field(default = 1)]
    a: i64,
    #[field(default = 2)]
    b: i64,
}

/// Keys of maps.
#[derive(PyDataClass)]
#[dataclass(dict, json)]
#[pyclass(module = "pyo3_classes_fixture")]
pub(crate) struct WireMaps {
    texts: BTreeMap<String, String>,
    numbers: BTreeMap<i64, Vec<u32>>,
    flags: BTreeMap<bool, f64>,
}
