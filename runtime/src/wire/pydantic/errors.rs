//! What is wrong, as pydantic tells it.

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyInt, PyList, PyString, PyTuple};

use crate::data_class::ClassTable;
use crate::error::ValidationError;

/// pydantic then warns, and writes the value as it can.
pub(super) fn unexpected(value: &Bound<'_, PyAny>, table: &ClassTable) -> PyErr {
    let message = format!("Expected `{}`, got {}", table.name, value.get_type());
    core(value.py(), "PydanticSerializationUnexpectedValue")
        .and_then(|class| class.call1((message,)))
        .map_or_else(|error| error, PyErr::from_value)
}

/// A name of `pydantic_core`.
fn core<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
    static MODULE: PyOnceLock<Py<PyModule>> = PyOnceLock::new();
    let import = || py.import(intern!(py, "pydantic_core")).map(Bound::unbind);
    MODULE.get_or_try_init(py, import)?.bind(py).getattr(name)
}

/// How many problems an error of ours has.
pub(super) fn problem_count(error: &PyErr, py: Python<'_>) -> PyResult<usize> {
    error.value(py).call_method0(intern!(py, "error_count"))?.extract()
}

/// Our problems as pydantic's, which it puts at the place where the value is.
pub(super) fn as_pydantic(table: &ClassTable, error: PyErr, py: Python<'_>) -> PyErr {
    if !error.is_instance_of::<ValidationError>(py) {
        return error;
    }
    let converted = || {
        let lines = PyList::empty(py);
        for problem in error.value(py).call_method0(intern!(py, "errors"))?.try_iter()? {
            lines.append(line(&problem?.cast_into()?)?)?;
        }
        core(py, "ValidationError")?
            .call_method1(intern!(py, "from_exception_data"), (table.name, lines))
    };
    converted().map_or_else(|error| error, PyErr::from_value)
}

/// One problem: under pydantic's text if it knows the type, else under ours.
fn line<'py>(problem: &Bound<'py, PyDict>) -> PyResult<Bound<'py, PyDict>> {
    let py = problem.py();
    let item = |key: &str| problem.as_any().get_item(key);
    let (kind, context) = (item("type")?, item("ctx")?);
    // They take a dict or nothing.
    let context = if context.is_truthy()? { vec![context] } else { Vec::new() };
    let error = |class: &str, arguments: &[&Bound<'py, PyAny>]| {
        let arguments = arguments.iter().copied().chain(&context).collect::<Vec<_>>();
        core(py, class)?.call1(PyTuple::new(py, arguments)?)
    };
    let line = PyDict::new(py);
    // pydantic may know no such type, or want more of it.
    if error("PydanticKnownError", &[&kind]).is_ok() {
        line.set_item("type", &kind)?;
        for context in &context {
            line.set_item("ctx", context)?;
        }
    } else {
        line.set_item("type", error("PydanticCustomError", &[&kind, &item("msg")?])?)?;
    }
    let loc: Vec<_> = item("loc")?
        .try_iter()?
        .map(|step| {
            let step = step?;
            let fits = step.is_instance_of::<PyInt>() || step.is_instance_of::<PyString>();
            if fits { Ok(step) } else { Ok(step.str()?.into_any()) }
        })
        .collect::<PyResult<_>>()?;
    line.set_item("loc", PyTuple::new(py, loc)?)?;
    line.set_item("input", item("input")?)?;
    Ok(line)
}
