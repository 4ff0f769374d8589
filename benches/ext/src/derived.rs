//! The derives of the crate pyderive, beside PyO3's own options for reading and setting.

use pyderive::{PyDataclassFields, PyMatchArgs, PyNew, PyRepr, PyRichCmp};
use pyo3::prelude::*;

#[derive(PyNew, PyRichCmp, PyRepr, PyMatchArgs, PyDataclassFields, PartialEq, PartialOrd)]
#[pyclass(module = "pyo3_classes_bench", get_all, set_all)]
struct PyderiveR1 {
    x: f64,
    y: f64,
    z: f64,
}

#[derive(PyNew, PyRichCmp, PyRepr, PyMatchArgs, PyDataclassFields, PartialEq, PartialOrd)]
#[pyclass(module = "pyo3_classes_bench", get_all, set_all)]
struct PyderiveR2 {
    id: u64,
    name: String,
    price: f64,
    qty: i32,
    tags: Vec<String>,
    active: bool,
}

/// Adds the classes.
pub(crate) fn register(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add_class::<PyderiveR1>()?;
    m.add_class::<PyderiveR2>()
}
