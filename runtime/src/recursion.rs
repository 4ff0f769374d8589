//! A limit to how deep values may lie in one another.

use std::cell::Cell;

use pyo3::exceptions::PyRecursionError;
use pyo3::prelude::*;

/// About as deep as instances of stdlib dataclasses may lie in one another: Python's limit is 1000
/// calls, and each of them takes three. Python's own count does not serve, since from 3.12 on it
/// lets C code go ten times as deep, which is more than our calls have stack for.
const LIMIT: u32 = 300;

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
}

/// One level deeper, until it is dropped.
pub(crate) struct Recursion(());

impl Recursion {
    /// Goes one level deeper; `action` ends the text of the `RecursionError`, as in CPython's own.
    pub(crate) fn enter(action: &str) -> PyResult<Self> {
        let depth = DEPTH.get();
        if depth >= LIMIT {
            return Err(PyRecursionError::new_err(format!(
                "maximum recursion depth exceeded {action}"
            )));
        }
        DEPTH.set(depth + 1);
        Ok(Self(()))
    }
}

impl Drop for Recursion {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get() - 1);
    }
}
