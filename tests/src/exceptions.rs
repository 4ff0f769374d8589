//! Classes that extend exceptions of Python's own, which PyO3 cannot do under abi3 before 3.12.

use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

/// An exception with fields.
#[derive(PyDataClass)]
#[pyclass(module = "pyo3_classes_fixture", extends = pyo3::exceptions::PyException, subclass)]
pub(crate) struct Problem {
    code: i32,
    #[field(default)]
    text: String,
}

/// An exception that extends it.
#[derive(PyDataClass)]
#[pyclass(module = "pyo3_classes_fixture", extends = Problem)]
pub(crate) struct NetworkProblem {
    #[field(default, kw_only)]
    host: Option<String>,
}

/// An exception that nothing derives from.
#[derive(PyDataClass)]
#[pyclass(module = "pyo3_classes_fixture", extends = pyo3::exceptions::PyValueError)]
pub(crate) struct LastProblem {
    code: i32,
    #[field(default)]
    text: String,
}

/// An exception that cannot change.
#[derive(PyDataClass)]
#[pyclass(module = "pyo3_classes_fixture", extends = pyo3::exceptions::PyException, frozen)]
pub(crate) struct FrozenProblem {
    code: i32,
}
