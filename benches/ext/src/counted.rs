//! What valgrind's callgrind counts: it is told to look at one function by its name.

use pyo3::prelude::*;

/// Calls a Python function where it is counted.
#[pyfunction]
fn counted<'py>(function: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    pyo3_classes_bench_counted(function)
}

// SAFETY: no other function has this name, which is ours alone.
#[allow(
    clippy::no_mangle_with_rust_abi,
    reason = "callgrind finds it by this name; nobody calls it so"
)]
#[unsafe(no_mangle)]
#[inline(never)]
fn pyo3_classes_bench_counted<'py>(function: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    function.call0()
}

/// Adds the function.
pub(crate) fn register(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add_function(wrap_pyfunction!(counted, m)?)
}
