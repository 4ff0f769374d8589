//! Which Python classes are data classes on the wire: `Py<T>` does not say it of its `T`.

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

use pyo3::PyTypeInfo;
use pyo3::prelude::*;

use crate::data_class::ClassTable;

/// By the address of the class object, which lives as long as the process.
static CLASSES: RwLock<BTreeMap<usize, &'static ClassTable>> = RwLock::new(BTreeMap::new());

/// A class has been made.
pub(crate) fn note(class: &Bound<'_, PyAny>, table: &'static ClassTable) {
    if table.wire.is_some() {
        let mut classes = CLASSES.write().unwrap_or_else(PoisonError::into_inner);
        classes.insert(class.as_ptr().addr(), table);
    }
}

/// The table of `T`, if it is such a class.
pub(crate) fn table_of<T: PyTypeInfo>(py: Python<'_>) -> Option<&'static ClassTable> {
    // First, since it makes the class.
    let class = T::type_object_raw(py).addr();
    CLASSES.read().unwrap_or_else(PoisonError::into_inner).get(&class).copied()
}
