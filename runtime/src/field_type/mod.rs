//! What a field of a given Rust type can do, and the table of it that generic code calls.

mod as_type;
mod by_conversion;
mod collections;
mod converted;
mod foreign;
mod maps;
mod py_str;
mod python;
mod quick;
mod scalar;
mod scalars;
mod std_types;
mod table;
mod tuples;
mod wrappers;

use std::cmp::Ordering;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};
use pyo3::{Borrowed, PyTraverseError, PyVisit};

pub use as_type::{As, seen_table};
pub use by_conversion::Convertible;
pub(crate) use converted::limited_by_itself;
pub use py_str::PyStr;
pub use python::IsObject;
pub use quick::Quick;
#[cfg(direct)]
pub(crate) use quick::new_ref;
pub use scalar::Scalar;
pub use table::{Field, FieldTable, HasTable, IsFieldType, MayHaveTable, Probe, VariantField};

use crate::error::ConvertError;
use crate::hash::Hasher;
use crate::hint::TypeHint;
use crate::wire::{Form, Reader, Schemas, Text};

/// How a value enters a field.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mode {
    /// No lossy coercion: `True` is no `int`, and an `int` is a `float` only if it is exact
    /// (`#[dataclass(strict)]`).
    pub strict: bool,
}

/// The operations that need no Python code.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Native {
    pub eq: bool,
    pub order: bool,
    pub hash: bool,
    pub repr: bool,
}

impl Native {
    /// All of them.
    pub const ALL: Self = Self { eq: true, order: true, hash: true, repr: true };

    /// Those that both have.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            eq: self.eq && other.eq,
            order: self.order && other.order,
            hash: self.hash && other.hash,
            repr: self.repr && other.repr,
        }
    }
}

/// A Rust type that a field of a Python class can have.
///
/// Implemented here for the types of the standard library, for `Py<T>`, and by the derives for the
/// classes they make. Any other type that implements PyO3's `FromPyObject` and `IntoPyObject`, and
/// `Clone`, is a field type as well, through its Python value; implement this trait for it to say
/// more, such as its type hint.
///
/// The operations default to `None`, which means: make the Python value and ask Python. A type that
/// gives its own must agree with what Python would have said, and must not run Python code.
///
/// ```
/// use pyo3::prelude::*;
/// use pyo3::Borrowed;
/// use pyo3_classes::{ConvertError, FieldType, Mode, TypeHint};
///
/// /// An amount of money, an `int` of cents in Python.
/// #[derive(Clone, Copy, PartialEq)]
/// struct Cents(i64);
///
/// impl FieldType for Cents {
///     const HINT: TypeHint = TypeHint::builtin("int");
///     const EQ: Option<fn(&Self, &Self) -> bool> = Some(|a, b| a == b);
///
///     fn from_py(value: Borrowed<'_, '_, PyAny>, mode: Mode) -> Result<Self, ConvertError> {
///         i64::from_py(value, mode).map(Cents)
///     }
///     fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
///         self.0.to_py(py)
///     }
///     fn copied(&self, _py: Python<'_>) -> PyResult<Self> {
///         Ok(*self)
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an item of a field here",
    label = "not a field type",
    note = "implement `pyo3_classes::FieldType` for it, or PyO3's `FromPyObject` and `IntoPyObject`, and `Clone`"
)]
pub trait FieldType: Sized + 'static {
    /// The type that Python users see.
    const HINT: TypeHint;

    /// `==`.
    const EQ: Option<fn(&Self, &Self) -> bool> = None;

    /// `<` and its kin for two values that are not equal; `None` where neither is less (NaN).
    const ORDER: Option<fn(&Self, &Self) -> Option<Ordering>> = None;

    /// `hash`: equal values feed the same.
    const HASH: Option<fn(&Self, &mut Hasher)> = None;

    /// Appends `repr` of the Python value.
    const REPR: Option<fn(&Self, &mut String)> = None;

    /// Whether a value may own Python objects, which the garbage collector must see.
    const HOLDS_PYTHON: bool = false;

    /// Whether a value may own Python objects that only the user knows of, who has a class visit them in
    /// a `__traverse__` of its own.
    #[doc(hidden)]
    const OPAQUE: bool = false;

    /// Shortcuts for values of the exact Python type.
    #[doc(hidden)]
    const QUICK: Quick<Self> = Quick::NONE;

    /// The number that it is.
    #[doc(hidden)]
    const SCALAR: Option<Scalar> = None;

    /// A value begins with the pointer to its Python value.
    #[doc(hidden)]
    const OBJECT: Option<IsObject> = None;

    /// Which of the operations hold for the types inside, where those are known only at run time: a
    /// data class may hold itself, which constants cannot express.
    #[doc(hidden)]
    fn native() -> Native {
        Native::ALL
    }

    /// Makes the Rust value.
    ///
    /// # Errors
    ///
    /// When the value is of another type or does not fit.
    fn from_py(value: Borrowed<'_, '_, PyAny>, mode: Mode) -> Result<Self, ConvertError>;

    /// Makes the Python value.
    ///
    /// # Errors
    ///
    /// Whatever making it raises; for most types only `MemoryError`.
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>>;

    /// A copy for `copy.copy`: Python objects are shared, Rust data is not.
    ///
    /// # Errors
    ///
    /// Whatever making it raises.
    fn copied(&self, py: Python<'_>) -> PyResult<Self>;

    /// Visits the Python objects in the value, for the garbage collector.
    ///
    /// # Errors
    ///
    /// Passes on what the visitor returns.
    fn traverse(&self, _visit: &PyVisit<'_>) -> Result<(), PyTraverseError> {
        Ok(())
    }

    /// What to put in place of the value to break a reference cycle through it; `None` if the type
    /// has no empty value.
    fn cleared(_py: Python<'_>) -> Option<Self> {
        None
    }

    /// The text that stands for a value on the wire.
    #[doc(hidden)]
    const TEXT: Option<Text<Self>> = None;

    /// The value of a key of JSON, which is always a text, for types that are none elsewhere.
    #[doc(hidden)]
    const KEY: Option<fn(&str) -> Option<Self>> = None;

    /// What a field has that is absent on the wire, without a default.
    #[doc(hidden)]
    const ABSENT: Option<fn() -> Self> = None;

    /// The Python value in a dict or tuple of an instance, where the data classes inside become dicts or
    /// tuples too.
    #[doc(hidden)]
    fn to_plain<'py>(&self, py: Python<'py>, form: Form) -> PyResult<Bound<'py, PyAny>> {
        match Self::TEXT {
            Some(text) if form == Form::Wire => {
                let mut written = String::new();
                (text.write)(self, &mut written)
                    .map_err(|error| PyValueError::new_err(error.to_string()))?;
                Ok(PyString::new(py, &written).into_any())
            }
            _ => self.to_py(py),
        }
    }

    /// Whether two values are alike on the wire. Never asks Python: where `==` is Python's their texts tell,
    /// and where they have none, nobody does.
    #[doc(hidden)]
    fn is_same(&self, other: &Self) -> bool {
        match (Self::EQ, Self::TEXT) {
            (Some(eq), _) if Self::native().eq => eq(self, other),
            (_, Some(text)) => {
                let (mut one, mut another) = (String::new(), String::new());
                (text.write)(self, &mut one).is_ok()
                    && (text.write)(other, &mut another).is_ok()
                    && one == another
            }
            _ => false,
        }
    }

    /// The JSON Schema of what [`to_plain`](Self::to_plain) makes for the wire: of the text, or by the hint.
    #[doc(hidden)]
    fn schema<'py>(schemas: &mut Schemas<'py>) -> PyResult<Bound<'py, PyDict>> {
        match Self::TEXT {
            Some(text) => schemas.text(text.format),
            None => schemas.of_hint(&Self::HINT),
        }
    }

    /// The Rust value of what [`to_plain`](Self::to_plain) made, or of the content of bytes; otherwise
    /// the reader has been told what is wrong.
    #[doc(hidden)]
    fn from_plain<'py>(value: Borrowed<'_, 'py, PyAny>, reader: &mut Reader<'py>) -> Option<Self> {
        reader.leaf(value)
    }

    /// The Python value of a sequence of these; `u8` makes `bytes`.
    #[doc(hidden)]
    fn sequence_to_py<'py>(items: &[Self], py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        collections::list_to_py(items, py)
    }

    /// The Rust values of a sequence of these.
    #[doc(hidden)]
    fn sequence_from_py(
        value: Borrowed<'_, '_, PyAny>,
        mode: Mode,
    ) -> Result<Vec<Self>, ConvertError> {
        collections::list_from_py(value, mode)
    }

    /// A sequence of these counts as bytes.
    #[doc(hidden)]
    const SEQUENCE_IS_BYTES: bool = false;

    /// The hint of a sequence of these.
    #[doc(hidden)]
    const SEQUENCE_HINT: TypeHint = TypeHint::generic("list", const { &[Self::HINT] });

    /// Appends `repr` of a sequence of these.
    #[doc(hidden)]
    const SEQUENCE_REPR: Option<fn(&[Self], &mut String)> = match Self::REPR {
        Some(_) => Some(collections::list_repr),
        None => None,
    };
}
