//! `to_json`, `from_json` and their kin: one set of functions for every format.

use std::ffi::CStr;
use std::marker::PhantomData;

use pyo3::Borrowed;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList, PyType};
use serde::de::DeserializeSeed;
use serde::{Deserializer, Serialize, Serializer};

use super::class::WireClass;
use super::instance::{read_instance, write_instance};
use super::plain;
use super::reader::Reader;
use crate::data_class::construct::check_makes;
use crate::data_class::{ClassTable, DataClass, Layered};
use arguments::{arguments, with_bytes};
use collect::{collect_items, collect_list, collect_one, content};
use instances::{InstanceSeed, ListSeed, Object, Objects};

/// The methods of a format: of an instance, of the class, and those for lists where it can have one.
macro_rules! methods {
    (
        $format:ident;
        $to:ident = $to_name:literal, $to_doc:literal;
        $from:ident = $from_name:literal, $from_doc:literal;
        $(
            $to_list:ident = $to_list_name:literal, $to_list_doc:literal;
            $from_list:ident = $from_list_name:literal, $from_list_doc:literal;
        )?
    ) => {
        $crate::data_class::items::entries! { for $crate::wire::format::Class;
            To: cfunction_with_keywords = |py, object, args, kwargs| {
                let name = const { $crate::wire::format::name_of($to_name) };
                let ([], indent) =
                    $crate::wire::format::arguments::<$format, 0>(py, name, args, kwargs)?;
                let object = pyo3::Bound::ref_from_ptr(py, &object);
                $crate::wire::format::write_one::<$format, T>(object, indent.as_deref())
                    .map(pyo3::Bound::into_ptr)
            }
            From: cfunction_with_keywords = |py, class, args, kwargs| {
                let name = const { $crate::wire::format::name_of($from_name) };
                let data = $crate::data_class::items::only_argument(py, name, args, kwargs)?;
                let class = $crate::wire::methods::class_of(py, class);
                $crate::wire::format::read_one::<$format, T>(&class, &data)
                    .map(pyo3::Bound::into_ptr)
            }
            $(
                ToList: cfunction_with_keywords = |py, _class, args, kwargs| {
                    let name = const { $crate::wire::format::name_of($to_list_name) };
                    let ([objects], indent) =
                        $crate::wire::format::arguments::<$format, 1>(py, name, args, kwargs)?;
                    $crate::wire::format::write_list::<$format, T>(&objects, indent.as_deref())
                        .map(pyo3::Bound::into_ptr)
                }
                FromList: cfunction_with_keywords = |py, class, args, kwargs| {
                    let name = const { $crate::wire::format::name_of($from_list_name) };
                    let data = $crate::data_class::items::only_argument(py, name, args, kwargs)?;
                    let class = $crate::wire::methods::class_of(py, class);
                    $crate::wire::format::read_list::<$format, T>(&class, &data)
                        .map(pyo3::Bound::into_ptr)
                }
            )?
        }

        #[doc = concat!("`", stringify!($to_name), "`")]
        pub const fn $to<T: $crate::wire::format::Class>() -> $crate::pyo3_internals::Method {
            $crate::pyo3_internals::method_with_keywords::<To<T>>($to_name, $to_doc)
        }

        #[doc = concat!("`", stringify!($from_name), "`")]
        pub const fn $from<T: $crate::wire::format::Class>() -> $crate::pyo3_internals::Method {
            $crate::pyo3_internals::class_method_with_keywords::<From<T>>($from_name, $from_doc)
        }

        $(
            #[doc = concat!("`", stringify!($to_list_name), "`")]
            pub const fn $to_list<T: $crate::wire::format::Class>() -> $crate::pyo3_internals::Method {
                $crate::pyo3_internals::class_method_with_keywords::<ToList<T>>(
                    $to_list_name,
                    $to_list_doc,
                )
            }

            #[doc = concat!("`", stringify!($from_list_name), "`")]
            pub const fn $from_list<T: $crate::wire::format::Class>() -> $crate::pyo3_internals::Method {
                $crate::pyo3_internals::class_method_with_keywords::<FromList<T>>(
                    $from_list_name,
                    $from_list_doc,
                )
            }
        )?
    };
}

mod arguments;
#[cfg(feature = "arrow")]
mod arrow;
#[cfg(any(feature = "json", feature = "msgpack"))]
mod buffer;
mod collect;
mod instances;
#[cfg(feature = "json")]
mod json;
#[cfg(feature = "msgpack")]
mod msgpack;
#[cfg(any(feature = "toml", feature = "yaml"))]
mod text;
#[cfg(feature = "toml")]
mod toml;
#[cfg(feature = "yaml")]
mod yaml;

#[cfg(feature = "arrow")]
pub use arrow::{from_arrow_method, to_arrow_method};
#[cfg(feature = "json")]
pub use json::{from_json_list_method, from_json_method, to_json_list_method, to_json_method};
#[cfg(feature = "msgpack")]
pub use msgpack::{
    from_msgpack_list_method, from_msgpack_method, to_msgpack_list_method, to_msgpack_method,
};
#[cfg(feature = "toml")]
pub use toml::{from_toml_method, to_toml_method};
#[cfg(feature = "yaml")]
pub use yaml::{from_yaml_list_method, from_yaml_method, to_yaml_list_method, to_yaml_method};

/// What the methods are of: a data class that serde knows, or what stands for one that it knows otherwise.
pub trait Class {
    /// The class's description.
    fn table() -> &'static ClassTable;

    /// Fails unless instances of `class` can be made.
    fn check(class: &Bound<'_, PyType>) -> PyResult<()>;

    /// Writes an instance.
    ///
    /// # Safety
    ///
    /// `object` is an instance of the class.
    unsafe fn write<S: Serializer>(
        object: &Bound<'_, PyAny>,
        serializer: S,
    ) -> Result<S::Ok, S::Error>;

    /// Makes an instance; the first thing that is wrong ends it.
    ///
    /// # Safety
    ///
    /// `class` is the class or a subclass of it.
    unsafe fn read<'de, 'py, D: Deserializer<'de>>(
        class: &Bound<'py, PyType>,
        deserializer: D,
    ) -> Result<Bound<'py, PyAny>, D::Error>;

    /// Makes an instance of the content of bytes; `None` if the reader has found problems.
    ///
    /// # Safety
    ///
    /// As above.
    unsafe fn read_content<'py>(
        class: &Bound<'py, PyType>,
        value: Borrowed<'_, 'py, PyAny>,
        reader: &mut Reader<'py>,
    ) -> PyResult<Option<Bound<'py, PyAny>>>;
}

impl<T: WireClass + Layered> Class for T {
    fn table() -> &'static ClassTable {
        <T as DataClass>::table()
    }

    fn check(class: &Bound<'_, PyType>) -> PyResult<()> {
        check_makes(<T as DataClass>::table(), class)
    }

    unsafe fn write<S: Serializer>(
        object: &Bound<'_, PyAny>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        // SAFETY: the caller's promise.
        write_instance(unsafe { object.cast_unchecked::<T>() }, serializer)
    }

    unsafe fn read<'de, 'py, D: Deserializer<'de>>(
        class: &Bound<'py, PyType>,
        deserializer: D,
    ) -> Result<Bound<'py, PyAny>, D::Error> {
        // SAFETY: the caller's promise.
        unsafe { read_instance::<T, D>(class, deserializer) }
    }

    unsafe fn read_content<'py>(
        class: &Bound<'py, PyType>,
        value: Borrowed<'_, 'py, PyAny>,
        reader: &mut Reader<'py>,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        // SAFETY: the caller's promise.
        unsafe { plain::read_instance(<T as DataClass>::table(), class, value, reader) }
    }
}

/// The name of a method, which is in UTF-8.
const fn name_of(name: &'static CStr) -> &'static str {
    match name.to_str() {
        Ok(name) => name,
        Err(_) => "",
    }
}

/// A way to write values as bytes.
trait Format {
    /// Its name in methods: `json`.
    const NAME: &'static str;

    /// What an error is called that says where bytes are not of the format: `json_invalid`.
    const INVALID: &'static str;

    /// It is text, and so may be read from a `str`.
    const IS_TEXT: bool = true;

    /// Whoever writes it chooses an indent.
    const HAS_INDENT: bool = false;

    /// Writes a value, indented or not; `capacity` is about how many bytes that takes.
    fn write<V: Serialize>(
        value: &V,
        indent: Option<&str>,
        capacity: usize,
    ) -> Result<Vec<u8>, String>;

    /// Reads a value.
    fn read<'de, S: DeserializeSeed<'de>>(data: &'de [u8], seed: S) -> Result<S::Value, Fault>;

    /// Takes a list apart where that is cheaper than to make Python values of all that is there.
    fn items(_data: &[u8]) -> Option<Vec<&[u8]>> {
        None
    }

    /// Makes Python values of all that is there.
    fn content<'py>(py: Python<'py>, data: &[u8]) -> PyResult<Result<Bound<'py, PyAny>, Fault>>;
}

/// Why bytes are not what they should be.
enum Fault {
    /// They are not of the format: what is wrong, and where.
    Malformed(String),
    /// They do not have the right values, which the way through Python values tells better.
    Data,
}

/// `to_json()`.
///
/// # Safety
///
/// `object` is an instance of `T`.
unsafe fn write_one<'py, F: Format, T: Class>(
    object: &Bound<'py, PyAny>,
    indent: Option<&str>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = object.py();
    // SAFETY: the caller's promise.
    let written = F::write(&unsafe { Object::<T>::new(object) }, indent, size_of_one(T::table()));
    finish::<F>(py, T::table(), written)
}

/// `to_json_list()`.
fn write_list<'py, F: Format, T: Class>(
    objects: &Bound<'py, PyAny>,
    indent: Option<&str>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = objects.py();
    let class = (T::table().type_object)(py);
    let objects: Vec<_> = match objects.cast_exact::<PyList>() {
        Ok(list) => list.iter().collect(),
        Err(_) => objects.try_iter()?.collect::<PyResult<_>>()?,
    };
    for (index, object) in objects.iter().enumerate() {
        if !object.get_type().is(&class) && !object.is_instance(&class)? {
            return Err(PyTypeError::new_err(format!(
                "{}.to_{}_list: expected {}, got {} at index {index}",
                T::table().name,
                F::NAME,
                T::table().name,
                crate::error::type_name(object),
            )));
        }
    }
    let capacity = objects.len().saturating_mul(size_of_one(T::table()));
    // SAFETY: they are instances.
    let written = F::write(&unsafe { Objects::<T>::new(&objects) }, indent, capacity);
    finish::<F>(py, T::table(), written)
}

/// About how many bytes an instance becomes.
fn size_of_one(table: &'static ClassTable) -> usize {
    table.wire_attributes().len() * 20
}

fn finish<'py, F: Format>(
    py: Python<'py>,
    table: &ClassTable,
    written: Result<Vec<u8>, String>,
) -> PyResult<Bound<'py, PyAny>> {
    match written {
        Ok(bytes) => Ok(PyBytes::new(py, &bytes).into_any()),
        Err(error) => Err(PyValueError::new_err(format!("{}.to_{}: {error}", table.name, F::NAME))),
    }
}

/// `from_json()`.
///
/// # Safety
///
/// `class` is the class of `T` or a subclass of it.
unsafe fn read_one<'py, F: Format, T: Class>(
    class: &Bound<'py, PyType>,
    data: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let table = T::table();
    T::check(class)?;
    with_bytes::<F, _>(table, data, |data| {
        match F::read(data, InstanceSeed::<T> { class, of: PhantomData }) {
            Ok(instance) => Ok(instance),
            Err(fault) => {
                let content = content::<F>(class.py(), table, data, fault)?;
                // SAFETY: the caller's promise.
                unsafe { collect_one::<T>(class, &content) }
            }
        }
    })
}

/// `from_json_list()`.
///
/// # Safety
///
/// As for [`read_one`].
unsafe fn read_list<'py, F: Format, T: Class>(
    class: &Bound<'py, PyType>,
    data: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let (py, table) = (class.py(), T::table());
    T::check(class)?;
    with_bytes::<F, _>(table, data, |data| {
        let instances = match F::read(data, ListSeed::<T> { class, of: PhantomData }) {
            Ok(instances) => instances,
            Err(fault) => {
                // SAFETY: the caller's promise.
                match unsafe { collect_items::<F, T>(class, data, &fault)? } {
                    Some(instances) => instances,
                    None => {
                        let content = content::<F>(py, table, data, fault)?;
                        // SAFETY: the caller's promise.
                        unsafe { collect_list::<T>(class, &content)? }
                    }
                }
            }
        };
        Ok(PyList::new(py, instances)?.into_any())
    })
}
