//! Hands `pyo3-classes` on under another path: whoever uses this crate need not name that one.

pub use pyo3_classes as classes;
