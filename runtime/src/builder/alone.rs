//! Classes that have a builder and need not be data classes.

use std::marker::PhantomData;

use pyo3::PyClass;

use crate::data_class::{ClassTable, DataClass};
#[cfg(feature = "stubs")]
use crate::introspection::ClassStub;

/// What the derive knows of a class by itself. It cannot see whether the class is a data class, whose
/// own table is then the one that counts.
pub trait Standalone: PyClass {
    /// The class in stub files.
    #[cfg(feature = "stubs")]
    const STUB: ClassStub = ClassStub::EMPTY;

    /// The class's description.
    fn table() -> &'static ClassTable;
}

/// The class `T`; the flag says whether it is a data class.
pub struct ClassOf<T, const IS_DATA_CLASS: bool>(PhantomData<T>);

/// A class that can have a builder.
pub trait Described {
    /// Its description.
    const TABLE: fn() -> &'static ClassTable;
    /// The class in stub files.
    #[cfg(feature = "stubs")]
    const STUB: ClassStub;
}

impl<T: DataClass> Described for ClassOf<T, true> {
    const TABLE: fn() -> &'static ClassTable = T::table;
    #[cfg(feature = "stubs")]
    const STUB: ClassStub = T::STUB;
}

impl<T: Standalone> Described for ClassOf<T, false> {
    const TABLE: fn() -> &'static ClassTable = T::table;
    #[cfg(feature = "stubs")]
    const STUB: ClassStub = T::STUB;
}
