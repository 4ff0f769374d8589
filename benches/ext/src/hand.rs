//! What one writes by hand with PyO3 to have what the derive gives.

use std::collections::hash_map::DefaultHasher;
use std::fmt::{Display, Write as _};
use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

use pyo3::IntoPyObjectExt as _;
use pyo3::basic::CompareOp;
use pyo3::exceptions::{PyKeyError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyDict, PyString, PyTuple};
use regex::Regex;
use serde::{Deserialize, Serialize};

/// A class with the methods that a data class has, each as one would write it.
macro_rules! hand_written {
    ($name:ident ($($option:tt)*) { $($field:ident: $type:ty,)* }) => {
        hand_written!($name ($($option)*) { $($field: $type,)* } check |_| Ok(()));
    };
    ($name:ident ($($option:tt)*) { $($field:ident: $type:ty,)* } check $check:expr) => {
        #[pyclass(module = "pyo3_classes_bench", get_all, $($option)*)]
        #[derive(Clone, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
        #[allow(clippy::unsafe_derive_deserialize, reason = "what is unsafe is PyO3's own")]
        struct $name {
            $($field: $type,)*
        }

        #[pymethods]
        impl $name {
            #[new]
            #[allow(clippy::too_many_arguments, reason = "one for each field")]
            fn new($($field: $type),*) -> PyResult<Self> {
                let made = Self { $($field),* };
                let check: fn(&Self) -> PyResult<()> = $check;
                check(&made)?;
                Ok(made)
            }

            fn __repr__(&self) -> String {
                let mut text = String::from(concat!(stringify!($name), "("));
                $(
                    // Writing to a string cannot fail.
                    let _ = write!(text, concat!(stringify!($field), "={:?}, "), self.$field);
                )*
                text.truncate(text.len() - ", ".len());
                text.push(')');
                text
            }

            fn __richcmp__<'py>(
                &self,
                other: &Bound<'py, PyAny>,
                op: CompareOp,
            ) -> PyResult<Bound<'py, PyAny>> {
                let py = other.py();
                let Ok(other) = other.cast::<Self>() else {
                    return Ok(py.NotImplemented().into_bound(py));
                };
                let other = other.borrow();
                let holds = match op {
                    CompareOp::Eq => *self == *other,
                    CompareOp::Ne => *self != *other,
                    CompareOp::Lt => *self < *other,
                    CompareOp::Le => *self <= *other,
                    CompareOp::Gt => *self > *other,
                    CompareOp::Ge => *self >= *other,
                };
                Ok(PyBool::new(py, holds).to_owned().into_any())
            }

            fn __hash__(&self) -> u64 {
                let mut hasher = DefaultHasher::new();
                $(self.$field.feed(&mut hasher);)*
                hasher.finish()
            }

            fn __copy__(&self) -> Self {
                self.clone()
            }

            fn __reduce__<'py>(
                slf: &Bound<'py, Self>,
            ) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
                let py = slf.py();
                let this = slf.borrow();
                let values = [$((&this.$field).into_bound_py_any(py)?),*];
                Ok((slf.get_type().into_any(), PyTuple::new(py, values)?))
            }

            fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
                let dict = PyDict::new(py);
                $(dict.set_item(stringify!($field), &self.$field)?;)*
                Ok(dict)
            }

            #[staticmethod]
            fn from_dict(dict: &Bound<'_, PyDict>) -> PyResult<Self> {
                Ok(Self {
                    $($field: dict
                        .get_item(stringify!($field))?
                        .ok_or_else(|| PyKeyError::new_err(stringify!($field)))?
                        .extract()?,)*
                })
            }

            fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
                json(py, self)
            }

            #[staticmethod]
            fn from_json(data: &[u8]) -> PyResult<Self> {
                serde_json::from_slice(data).map_err(of_json)
            }

            #[staticmethod]
            fn to_json_list<'py>(
                py: Python<'py>,
                instances: Vec<PyRef<'py, Self>>,
            ) -> PyResult<Bound<'py, PyBytes>> {
                json(py, &instances.iter().map(|instance| &**instance).collect::<Vec<_>>())
            }

            #[staticmethod]
            fn from_json_list(data: &[u8]) -> PyResult<Vec<Self>> {
                serde_json::from_slice(data).map_err(of_json)
            }

            fn to_msgpack<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
                msgpack(py, self)
            }

            #[staticmethod]
            fn from_msgpack(data: &[u8]) -> PyResult<Self> {
                rmp_serde::from_slice(data).map_err(of_msgpack)
            }

            #[staticmethod]
            fn to_msgpack_list<'py>(
                py: Python<'py>,
                instances: Vec<PyRef<'py, Self>>,
            ) -> PyResult<Bound<'py, PyBytes>> {
                msgpack(py, &instances.iter().map(|instance| &**instance).collect::<Vec<_>>())
            }

            #[staticmethod]
            fn from_msgpack_list(data: &[u8]) -> PyResult<Vec<Self>> {
                rmp_serde::from_slice(data).map_err(of_msgpack)
            }
        }
    };
}

hand_written!(HandR1 (set_all) { x: f64, y: f64, z: f64, });
hand_written!(HandR1Frozen (frozen) { x: f64, y: f64, z: f64, });
hand_written!(HandR2 (set_all) {
    id: u64,
    name: String,
    price: f64,
    qty: i32,
    tags: Vec<String>,
    active: bool,
});
hand_written!(HandR2Frozen (frozen) {
    id: u64,
    name: String,
    price: f64,
    qty: i32,
    tags: Vec<String>,
    active: bool,
});
hand_written!(HandR2Checked (set_all) {
    id: u64,
    name: String,
    price: f64,
    qty: i32,
    tags: Vec<String>,
    active: bool,
} check |made| made.check());
hand_written!(HandR20 (set_all) {
    id: u64,
    parent: Option<u64>,
    venue: String,
    symbol: String,
    account: String,
    note: Option<String>,
    quantity: i64,
    filled: i64,
    lots: i32,
    priority: u8,
    price: f64,
    stop: Option<f64>,
    bid: f64,
    ask: f64,
    fee: f64,
    created: i64,
    updated: i64,
    hidden: bool,
    active: bool,
    tags: Vec<String>,
});
hand_written!(HandAddress (set_all, from_py_object) { street: String, city: String, zip: u32, });
hand_written!(HandLine (set_all, from_py_object) { sku: String, qty: i32, price: f64, });
hand_written!(HandNested (set_all) { id: u64, address: HandAddress, lines: Vec<HandLine>, });

/// Its text stays Python's own string. PyO3 makes such fields plain members, which nothing beats.
#[pyclass(module = "pyo3_classes_bench", frozen, get_all, new = "from_fields")]
struct HandR2Text {
    id: u64,
    name: Py<PyString>,
    price: f64,
    qty: i32,
    tags: Vec<Py<PyString>>,
    active: bool,
}

static NAME: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("^[A-Za-z0-9 _-]+$").ok());

impl HandR2Checked {
    fn check(&self) -> PyResult<()> {
        let matches = NAME.as_ref().is_some_and(|pattern| pattern.is_match(&self.name));
        if self.id < 1 {
            return Err(PyValueError::new_err("id: must be at least 1"));
        }
        if self.name.chars().count() > 50 || !matches {
            return Err(PyValueError::new_err("name: at most 50 letters, digits, spaces, _ or -"));
        }
        if self.price.is_nan() || self.price < 0.0 {
            return Err(PyValueError::new_err("price: must be at least 0"));
        }
        if self.qty < 0 {
            return Err(PyValueError::new_err("qty: must be at least 0"));
        }
        Ok(())
    }
}

macro_rules! convert_by_clone {
    ($($type:ident),*) => {
        $(impl<'py> IntoPyObject<'py> for &$type {
            type Target = $type;
            type Output = Bound<'py, $type>;
            type Error = PyErr;

            fn into_pyobject(self, py: Python<'py>) -> PyResult<Bound<'py, $type>> {
                Bound::new(py, self.clone())
            }
        })*
    };
}

convert_by_clone!(HandAddress, HandLine);

fn json<'py>(py: Python<'py>, value: &impl Serialize) -> PyResult<Bound<'py, PyBytes>> {
    Ok(PyBytes::new(py, &serde_json::to_vec(value).map_err(of_json)?))
}

fn of_json(error: serde_json::Error) -> PyErr {
    PyValueError::new_err(error.to_string())
}

fn msgpack<'py>(py: Python<'py>, value: &impl Serialize) -> PyResult<Bound<'py, PyBytes>> {
    Ok(PyBytes::new(py, &rmp_serde::to_vec_named(value).map_err(of_msgpack)?))
}

fn of_msgpack(error: impl Display) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// `Hash`, for floats too.
trait Feed {
    fn feed(&self, hasher: &mut DefaultHasher);
}

macro_rules! feed_as_hash {
    ($($type:ty),*) => {
        $(impl Feed for $type {
            fn feed(&self, hasher: &mut DefaultHasher) {
                self.hash(hasher);
            }
        })*
    };
}

feed_as_hash!(u8, u32, i32, u64, i64, bool, String, Vec<String>, Option<u64>, Option<String>);

impl Feed for f64 {
    fn feed(&self, hasher: &mut DefaultHasher) {
        self.to_bits().hash(hasher);
    }
}

impl Feed for Option<f64> {
    fn feed(&self, hasher: &mut DefaultHasher) {
        self.map(f64::to_bits).hash(hasher);
    }
}

impl Feed for HandAddress {
    fn feed(&self, hasher: &mut DefaultHasher) {
        (&self.street, &self.city, self.zip).hash(hasher);
    }
}

impl Feed for Vec<HandLine> {
    fn feed(&self, hasher: &mut DefaultHasher) {
        self.len().hash(hasher);
        for line in self {
            (&line.sku, line.qty, line.price.to_bits()).hash(hasher);
        }
    }
}

/// Adds the classes.
pub(crate) fn register(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add_class::<HandR1>()?;
    m.add_class::<HandR1Frozen>()?;
    m.add_class::<HandR2>()?;
    m.add_class::<HandR2Frozen>()?;
    m.add_class::<HandR2Text>()?;
    m.add_class::<HandR2Checked>()?;
    m.add_class::<HandR20>()?;
    m.add_class::<HandAddress>()?;
    m.add_class::<HandLine>()?;
    m.add_class::<HandNested>()
}
