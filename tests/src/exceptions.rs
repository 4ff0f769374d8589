//! Classes that extend exceptions of Python's own, which PyO3 cannot do under abi3 before 3.12.

use pyo3::prelude::*;
use pyo3_classes::PyDataClass;

/// An exception with fields.
#[derive(PyDataClass)]
#[pyclass(module = "pyo3_classes_fixture", extends = pyo3::exceptions::PyException, subclass)]
struct Problem {
    code: i32,
    #[field(default)]
    text: String,
}

/// An exception that extends it.
#[derive(PyDataClass)]
#[pyclass(module = "pyo3_classes_fixture", extends = Problem)]
struct NetworkProblem {
    #[field(default, kw_only)]
    host: Option<String>,
}

/// An exception that nothing derives from.
#[derive(PyDataClass)]
#[pyclass(module = "pyo3_classes_fixture", extends = pyo3::exceptions::PyValueError)]
struct LastProblem {
    code: i32,
    #[field(default)]
    text: String,
}

/// An exception that cannot change.
#[derive(PyDataClass)]
#[pyclass(module = "pyo3_classes_fixture", extends = pyo3::exceptions::PyException, frozen)]
struct FrozenProblem {
    code: i32,
}

pub(crate) fn register(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add_class::<Problem>()?;
    m.add_class::<NetworkProblem>()?;
    m.add_class::<LastProblem>()?;
    m.add_class::<FrozenProblem>()
}
