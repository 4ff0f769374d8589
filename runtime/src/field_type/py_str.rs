//! [`PyStr`]: text that stays a Python `str`.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::convert::Infallible;
use std::fmt;
use std::hash::{Hash, Hasher as StdHasher};
use std::ops::Deref;
#[cfg(borrowed_utf8)]
use std::ptr::NonNull;

use pyo3::prelude::*;
#[cfg(not(borrowed_utf8))]
use pyo3::pybacked::PyBackedStr;
use pyo3::types::PyString;
use pyo3::{Borrowed, ffi};
#[cfg(feature = "stubs")]
use pyo3::{PyTypeInfo, inspect::PyStaticExpr};

use super::scalars::{STR, str_repr};
use super::{FieldType, IsObject, Mode, Quick, quick};
use crate::error::ConvertError;
use crate::hash::Hasher;
use crate::hint::TypeHint;
#[cfg(feature = "serde")]
use crate::wire::Wire;

/// A Python `str`, and the text in it for Rust.
///
/// As the type of a field it keeps the very `str` that the constructor was given: reading the attribute
/// makes no new object, as reading a `String` does, and Rust reads the text where it is. Everything else
/// is as with `String`: comparison, hash, `repr`, constraints.
///
/// The object is always an exact `str`, whose methods nobody has overridden: of an instance of a subclass
/// the text is taken over, and the subclass is lost, as it is with `String`.
///
/// ```
/// use pyo3::prelude::*;
/// use pyo3_classes::{PyDataClass, PyStr};
///
/// #[derive(PyDataClass)]
/// #[pyclass(frozen)]
/// struct City {
///     #[field(min_length = 1)]
///     name: PyStr,
/// }
///
/// Python::attach(|py| {
///     let name = PyStr::new(py, "Genève");
///     let city = Bound::new(py, City { name: name.clone_ref(py) })?;
///     assert_eq!(city.repr()?.to_string(), "City(name='Genève')");
///     assert!(city.getattr("name")?.is(name.bind(py)));
///     assert!(city.get().name.starts_with("Gen"));
///     Ok::<_, PyErr>(())
/// })
/// # .unwrap();
/// ```
#[repr(C)]
pub struct PyStr {
    // First, since descriptors read it there.
    object: Py<PyString>,
    utf8: Utf8,
}

/// In the object, which keeps its UTF-8 as long as it lives.
#[cfg(borrowed_utf8)]
type Utf8 = NonNull<str>;
/// The stable ABI before 3.10 has no way to borrow it.
#[cfg(not(borrowed_utf8))]
type Utf8 = PyBackedStr;

// SAFETY: a `str` is immutable, its UTF-8 is never moved, and `Py` may be sent, shared and dropped
// anywhere.
unsafe impl Send for PyStr {}
// SAFETY: as above.
unsafe impl Sync for PyStr {}

impl PyStr {
    /// A new `str`.
    ///
    /// ```
    /// # use pyo3::prelude::*;
    /// # use pyo3_classes::PyStr;
    /// Python::attach(|py| assert_eq!(PyStr::new(py, "tea"), "tea"));
    /// ```
    pub fn new(py: Python<'_>, text: &str) -> Self {
        Self::try_from(PyString::new(py, text)).unwrap_or_else(|_| {
            // What came from UTF-8 has UTF-8: there is no memory for it.
            std::alloc::handle_alloc_error(std::alloc::Layout::for_value(text))
        })
    }

    /// The text.
    ///
    /// ```
    /// # use pyo3::prelude::*;
    /// # use pyo3_classes::PyStr;
    /// # Python::attach(|py| {
    /// let text = PyStr::new(py, "tea");
    /// assert_eq!(text.as_str().len(), 3);
    /// # });
    /// ```
    pub fn as_str(&self) -> &str {
        #[cfg(borrowed_utf8)]
        // SAFETY: the object lives, so its text does, unchanged.
        unsafe {
            self.utf8.as_ref()
        }
        #[cfg(not(borrowed_utf8))]
        &self.utf8
    }

    /// The object.
    ///
    /// ```
    /// # use pyo3::prelude::*;
    /// # use pyo3_classes::PyStr;
    /// # Python::attach(|py| {
    /// let text = PyStr::new(py, "tea");
    /// assert_eq!(text.bind(py).call_method0("upper")?.to_string(), "TEA");
    /// # Ok::<_, PyErr>(())
    /// # }).unwrap();
    /// ```
    pub fn bind<'py>(&self, py: Python<'py>) -> &Bound<'py, PyString> {
        self.object.bind(py)
    }

    /// Another reference to the same `str`.
    ///
    /// ```
    /// # use pyo3::prelude::*;
    /// # use pyo3_classes::PyStr;
    /// # Python::attach(|py| {
    /// let text = PyStr::new(py, "tea");
    /// assert!(text.clone_ref(py).bind(py).is(text.bind(py)));
    /// # });
    /// ```
    #[must_use]
    pub fn clone_ref(&self, py: Python<'_>) -> Self {
        Self {
            object: self.object.clone_ref(py),
            #[cfg(borrowed_utf8)]
            utf8: self.utf8,
            #[cfg(not(borrowed_utf8))]
            utf8: self.utf8.clone_ref(py),
        }
    }

    /// The object alone.
    ///
    /// ```
    /// # use pyo3::prelude::*;
    /// # use pyo3_classes::PyStr;
    /// # use pyo3::types::PyString;
    /// # Python::attach(|py| {
    /// let object: Py<PyString> = PyStr::new(py, "tea").into_inner();
    /// # assert_eq!(object.to_string(), "tea");
    /// # });
    /// ```
    pub fn into_inner(self) -> Py<PyString> {
        self.object
    }
}

/// The object itself if it is an exact `str`, else a `str` of its text; an error where that has no UTF-8.
///
/// ```
/// # use pyo3::prelude::*;
/// # use pyo3_classes::PyStr;
/// # use pyo3::types::PyString;
/// # Python::attach(|py| {
/// let object = PyString::new(py, "tea");
/// assert!(PyStr::try_from(object.clone())?.bind(py).is(&object));
/// # Ok::<_, PyErr>(())
/// # }).unwrap();
/// ```
impl TryFrom<Bound<'_, PyString>> for PyStr {
    type Error = PyErr;

    fn try_from(object: Bound<'_, PyString>) -> PyResult<Self> {
        // A subclass may override `==`, and its instances may be part of a reference cycle.
        let object = if object.is_exact_instance_of::<PyString>() {
            object
        } else {
            // SAFETY: a live instance of a subclass of `str`, of which this makes an exact one.
            unsafe {
                let exact = ffi::PyUnicode_FromObject(object.as_ptr());
                Bound::from_owned_ptr_or_err(object.py(), exact)?.cast_into_unchecked()
            }
        };
        // A lone surrogate has no UTF-8: UnicodeEncodeError.
        #[cfg(borrowed_utf8)]
        let utf8 = NonNull::from(object.to_str()?);
        #[cfg(not(borrowed_utf8))]
        let utf8 = PyBackedStr::try_from(object.clone())?;
        Ok(Self { object: object.unbind(), utf8 })
    }
}

/// A new `str`, for `#[field(default = "…")]`: it attaches to the interpreter, as
/// [`Python::attach`] does. [`PyStr::new`] is for where that has been done.
impl From<&str> for PyStr {
    fn from(text: &str) -> Self {
        Python::attach(|py| Self::new(py, text))
    }
}

/// `""`, for `#[field(default)]`.
impl Default for PyStr {
    fn default() -> Self {
        Self::from("")
    }
}

impl Deref for PyStr {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for PyStr {
    fn as_ref(&self) -> &str {
        self
    }
}

impl Borrow<str> for PyStr {
    fn borrow(&self) -> &str {
        self
    }
}

impl fmt::Display for PyStr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}

impl fmt::Debug for PyStr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl PartialEq for PyStr {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for PyStr {}

impl PartialEq<str> for PyStr {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for PyStr {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialOrd for PyStr {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PyStr {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other)
    }
}

/// As the text itself is hashed: a map with such keys is asked for a `&str`.
impl Hash for PyStr {
    fn hash<H: StdHasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl<'py> FromPyObject<'_, 'py> for PyStr {
    type Error = PyErr;

    #[cfg(feature = "stubs")]
    const INPUT_TYPE: PyStaticExpr = PyString::TYPE_HINT;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        Self::try_from(object.cast::<PyString>()?.to_owned())
    }
}

impl<'py> IntoPyObject<'py> for PyStr {
    type Target = PyString;
    type Output = Bound<'py, PyString>;
    type Error = Infallible;

    #[cfg(feature = "stubs")]
    const OUTPUT_TYPE: PyStaticExpr = PyString::TYPE_HINT;

    fn into_pyobject(self, py: Python<'py>) -> Result<Self::Output, Infallible> {
        Ok(self.object.into_bound(py))
    }
}

impl<'py> IntoPyObject<'py> for &PyStr {
    type Target = PyString;
    type Output = Bound<'py, PyString>;
    type Error = Infallible;

    #[cfg(feature = "stubs")]
    const OUTPUT_TYPE: PyStaticExpr = PyString::TYPE_HINT;

    fn into_pyobject(self, py: Python<'py>) -> Result<Self::Output, Infallible> {
        Ok(self.bind(py).clone())
    }
}

#[cfg(feature = "serde")]
impl Wire for PyStr {
    fn write<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
    fn read<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'static, str>>::read(deserializer)?;
        Ok(Self::from(&*text))
    }
}

/// The `str` itself. For the garbage collector it holds no Python objects: an exact `str` is never part
/// of a cycle.
impl FieldType for PyStr {
    const HINT: TypeHint = STR;
    const OBJECT: Option<IsObject> = Some(IsObject::YES);
    const EQ: Option<fn(&Self, &Self) -> bool> = Some(|a, b| a == b);
    // UTF-8 sorts as code points do.
    const ORDER: Option<fn(&Self, &Self) -> Option<Ordering>> = Some(|a, b| Some(a.cmp(b)));
    const HASH: Option<fn(&Self, &mut Hasher)> =
        Some(|value, hasher| hasher.bytes(value.as_bytes()));
    const REPR: Option<fn(&Self, &mut String)> = Some(|value, out| str_repr(value, out));
    // Dropping one needs PyO3's bookkeeping, so there is no way in.
    const QUICK: Quick<Self> = Quick {
        from_py: None,
        // SAFETY: the promises of `Quick`; the object is live.
        to_py: Some(|value| unsafe { quick::new_ref(value.object.as_ptr()) }),
    };

    fn from_py(value: Borrowed<'_, '_, PyAny>, _mode: Mode) -> Result<Self, ConvertError> {
        let text = value.cast::<PyString>().map_err(|_| ConvertError::wrong_type(STR, &value))?;
        Self::try_from(text.to_owned()).map_err(|error| ConvertError::raised(&value, error))
    }
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(self.bind(py).as_any().clone())
    }
    fn copied(&self, py: Python<'_>) -> PyResult<Self> {
        Ok(self.clone_ref(py))
    }
}
