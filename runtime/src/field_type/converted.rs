//! Implementing field types by PyO3's conversions.

use pyo3::Borrowed;
use pyo3::conversion::FromPyObjectOwned;
use pyo3::exceptions::{PyAttributeError, PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::error::ConvertError;
use crate::hint::TypeHint;

/// PyO3's conversion, with a `TypeError` in our words: also where PyO3 does not ask for the type, but
/// for attributes that the value does not have.
pub(crate) fn extract<'py, T: FromPyObjectOwned<'py>>(
    value: Borrowed<'_, 'py, PyAny>,
    hint: TypeHint,
) -> Result<T, ConvertError> {
    value.extract().map_err(|error| {
        let error = Into::<PyErr>::into(error);
        let py = value.py();
        if error.is_instance_of::<PyTypeError>(py) || error.is_instance_of::<PyAttributeError>(py) {
            ConvertError::wrong_type(hint, &value)
        } else {
            ConvertError::raised(&value, error)
        }
    })
}

/// [`extract`] for numbers that PyO3 reads from the text of any object: what is neither a text nor a
/// number is of the wrong type.
#[cfg_attr(
    not(any(feature = "rust_decimal", feature = "bigdecimal")),
    allow(dead_code, reason = "for field types behind cargo features")
)]
pub(crate) fn extract_by_text<'py, T: FromPyObjectOwned<'py>>(
    value: Borrowed<'_, 'py, PyAny>,
    hint: TypeHint,
) -> Result<T, ConvertError> {
    value.extract().map_err(|error| {
        let (py, error) = (value.py(), Into::<PyErr>::into(error));
        let is_number = || value.hasattr(intern!(py, "__float__")).unwrap_or(false);
        if error.is_instance_of::<PyValueError>(py)
            && !value.is_instance_of::<PyString>()
            && !is_number()
        {
            return ConvertError::wrong_type(hint, &value);
        }
        ConvertError::raised(&value, error)
    })
}

/// A type whose conversions are PyO3's, with those operations in which Rust and Python agree.
macro_rules! converted {
    (@impl $type:ty, $hint:expr, $extract:ident, { $($operations:tt)* }) => {
        impl $crate::FieldType for $type {
            const HINT: $crate::TypeHint = $hint;
            $($operations)*

            fn from_py(
                value: pyo3::Borrowed<'_, '_, pyo3::PyAny>,
                _mode: $crate::Mode,
            ) -> Result<Self, $crate::ConvertError> {
                $crate::field_type::converted::$extract(value, Self::HINT)
            }
            fn to_py<'py>(
                &self,
                py: pyo3::Python<'py>,
            ) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::PyAny>> {
                pyo3::IntoPyObjectExt::into_bound_py_any(self.clone(), py)
            }
            fn copied(&self, _py: pyo3::Python<'_>) -> pyo3::PyResult<Self> {
                Ok(self.clone())
            }
        }
    };
    ($type:ty, $hint:expr) => {
        $crate::field_type::converted::converted!($type, $hint, {});
    };
    // Such a type that is a text on the wire.
    (text $type:ty, $hint:expr $(, by $extract:ident)?) => {
        $crate::field_type::converted::converted!(text $type, $hint $(, by $extract)?, {});
    };
    (text $type:ty, $hint:expr, { $($operations:tt)* }) => {
        $crate::field_type::converted::converted!(
            text $type, $hint, by extract, { $($operations)* }
        );
    };
    (text $type:ty, $hint:expr, by $extract:ident, { $($operations:tt)* }) => {
        $crate::field_type::converted::converted!(
            @impl $type, $hint, $extract, {
                $($operations)*
                #[cfg(feature = "serde")]
                const TEXT: Option<$crate::wire::Text<Self>> = $crate::wire::AsText::TEXT;
            }
        );
        #[cfg(feature = "serde")]
        $crate::wire::serial::text_on_the_wire!($type);
    };
    ($type:ty, $hint:expr, { $($operations:tt)* }) => {
        $crate::field_type::converted::converted!(
            @impl $type, $hint, extract, { $($operations)* }
        );
    };
    ($type:ty, $hint:expr, by $extract:ident, { $($operations:tt)* }) => {
        $crate::field_type::converted::converted!(
            @impl $type, $hint, $extract, { $($operations)* }
        );
    };
}

/// A type whose limits (`ge` and its kin) are values of the type itself.
macro_rules! limited_by_itself {
    ($($type:ty),* $(,)?) => { $(
        #[diagnostic::do_not_recommend]
        impl $crate::constraint::Comparable for $type {
            type Limit = $type;

            fn compare(&self, limit: &$type) -> Option<std::cmp::Ordering> {
                Some(Ord::cmp(self, limit))
            }
        }
    )* };
}

pub(crate) use converted;
pub(crate) use limited_by_itself;
