//! PyO3 as the `#[pyclass]` of [`Builder`] names it, but for the trait that says what the class is called
//! in stub files. No module exports the class, so that PyO3 would call it `Any`, and a class that
//! extends `Any` has whatever attribute one asks for.

pub(crate) use pyo3::*;

pub(crate) mod type_object {
    pub(crate) use super::PyTypeInfo;
}

use pyo3::inspect::PyStaticExpr;

use crate::builder::Builder;

/// What `#[pyclass]` implements in place of PyO3's trait of this name.
///
/// # Safety
///
/// As of that trait.
pub(crate) unsafe trait PyTypeInfo {
    const TYPE_HINT: PyStaticExpr;

    fn type_object_raw(py: Python<'_>) -> *mut ffi::PyTypeObject;
}

// SAFETY: PyO3's own macro has written the function.
unsafe impl pyo3::PyTypeInfo for Builder {
    const TYPE_HINT: PyStaticExpr = PyStaticExpr::Name { id: "object" };

    fn type_object_raw(py: Python<'_>) -> *mut ffi::PyTypeObject {
        <Self as PyTypeInfo>::type_object_raw(py)
    }
}
