//! `to_json`, `from_json` and their kin: one set of functions for every format.

use std::ffi::CStr;
use std::fmt;
use std::marker::PhantomData;

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyDict, PyList, PyMemoryView, PyString, PyTuple, PyType};
use pyo3::{Borrowed, IntoPyObjectExt, ffi};
use serde::de::{DeserializeSeed, Error as _, SeqAccess, Visitor};
use serde::ser::SerializeSeq;
use serde::{Deserializer, Serialize, Serializer};

use super::class::WireClass;
use super::depth::{Level, TOO_DEEP};
use super::instance::{read_instance, write_instance};
use super::plain;
use super::reader::{Reader, Source};
use crate::data_class::construct::check_makes;
use crate::data_class::{ClassTable, DataClass, Layered};
use crate::error::Report;

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
                let ([], indent) =
                    $crate::wire::format::arguments::<$format, 0>(py, $to_name, args, kwargs)?;
                let object = pyo3::Bound::ref_from_ptr(py, &object);
                $crate::wire::format::write_one::<$format, T>(object, indent.as_deref())
                    .map(pyo3::Bound::into_ptr)
            }
            From: cfunction_with_keywords = |py, class, args, kwargs| {
                let name = $from_name.to_str().unwrap_or_default();
                let data = $crate::data_class::items::only_argument(py, name, args, kwargs)?;
                let class = $crate::wire::methods::class_of(py, class);
                $crate::wire::format::read_one::<$format, T>(&class, &data)
                    .map(pyo3::Bound::into_ptr)
            }
            $(
                ToList: cfunction_with_keywords = |py, _class, args, kwargs| {
                    let ([objects], indent) = $crate::wire::format::arguments::<$format, 1>(
                        py, $to_list_name, args, kwargs,
                    )?;
                    $crate::wire::format::write_list::<$format, T>(&objects, indent.as_deref())
                        .map(pyo3::Bound::into_ptr)
                }
                FromList: cfunction_with_keywords = |py, class, args, kwargs| {
                    let name = $from_list_name.to_str().unwrap_or_default();
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

#[cfg(feature = "arrow")]
mod arrow;
#[cfg(feature = "json")]
mod json;

#[cfg(feature = "arrow")]
pub use arrow::{from_arrow_method, to_arrow_method};
#[cfg(feature = "msgpack")]
mod msgpack;
#[cfg(feature = "toml")]
mod toml;
#[cfg(feature = "yaml")]
mod yaml;

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

    /// Writes a value, indented or not.
    fn write<V: Serialize>(value: &V, indent: Option<&str>) -> Result<Vec<u8>, String>;

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
    // SAFETY: the caller's promise.
    let object = unsafe { Object::<T>::new(object) };
    finish::<F>(object.0.py(), T::table(), F::write(&object, indent))
}

/// `to_json_list()`.
fn write_list<'py, F: Format, T: Class>(
    objects: &Bound<'py, PyAny>,
    indent: Option<&str>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = objects.py();
    let class = (T::table().type_object)(py);
    let objects: Vec<_> = objects.try_iter()?.collect::<PyResult<_>>()?;
    for (index, object) in objects.iter().enumerate() {
        if !object.is_instance(&class)? {
            return Err(PyTypeError::new_err(format!(
                "{}.to_{}_list: expected {}, got {} at index {index}",
                T::table().name,
                F::NAME,
                T::table().name,
                crate::error::type_name(object),
            )));
        }
    }
    // SAFETY: they are instances.
    let written = F::write(&unsafe { Objects::<T>::new(&objects) }, indent);
    finish::<F>(py, T::table(), written)
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

/// # Safety
///
/// As for [`read_one`].
unsafe fn collect_one<'py, T: Class>(
    class: &Bound<'py, PyType>,
    content: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let mut reader = Reader::new(class.py(), Source::Wire);
    // SAFETY: the caller's promise.
    let instance = unsafe { T::read_content(class, content.as_borrowed(), &mut reader)? };
    match instance {
        Some(instance) => Ok(instance),
        None => Err(reader.rejection(T::table())),
    }
}

/// # Safety
///
/// As for [`read_one`].
unsafe fn collect_list<'py, T: Class>(
    class: &Bound<'py, PyType>,
    content: &Bound<'py, PyAny>,
) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let mut reader = Reader::new(class.py(), Source::Wire);
    let mut instances = Vec::new();
    match content.cast::<PyList>() {
        Ok(list) => {
            for (index, item) in list.iter().enumerate() {
                // SAFETY: the caller's promise.
                let made = unsafe { collect_item::<T>(class, index, &item, &mut reader)? };
                instances.extend(made);
            }
        }
        Err(_) => reader.problem("list_type", "must be a list", content),
    }
    reader.report.finish(T::table().type_object)?;
    Ok(instances)
}

/// The same for each item by itself: those that are right take the fast way. `None` where it takes a look
/// at the whole to say what is wrong.
///
/// # Safety
///
/// As for [`read_one`].
unsafe fn collect_items<'py, F: Format, T: Class>(
    class: &Bound<'py, PyType>,
    data: &[u8],
    fault: &Fault,
) -> PyResult<Option<Vec<Bound<'py, PyAny>>>> {
    let (py, table) = (class.py(), T::table());
    let Fault::Data = fault else { return Ok(None) };
    let Some(items) = F::items(data) else { return Ok(None) };
    let mut reader = Reader::new(py, Source::Wire);
    let mut instances = Vec::with_capacity(items.len());
    for (index, item) in items.into_iter().enumerate() {
        if let Ok(instance) = F::read(item, InstanceSeed::<T> { class, of: PhantomData }) {
            instances.push(instance);
            continue;
        }
        let Ok(content) = F::content(py, item)? else { return Ok(None) };
        // SAFETY: the caller's promise.
        instances.extend(unsafe { collect_item::<T>(class, index, &content, &mut reader)? });
    }
    reader.report.finish(table.type_object)?;
    Ok(Some(instances))
}

/// # Safety
///
/// As for [`read_one`].
unsafe fn collect_item<'py, T: Class>(
    class: &Bound<'py, PyType>,
    index: usize,
    item: &Bound<'py, PyAny>,
    reader: &mut Reader<'py>,
) -> PyResult<Option<Bound<'py, PyAny>>> {
    let mut made = Ok(None);
    let step = |py| index.into_bound_py_any(py);
    reader.at(step, |reader| {
        // SAFETY: the caller's promise.
        made = unsafe { T::read_content(class, item.as_borrowed(), reader) };
        Some(())
    });
    made
}

/// Python values of all that is there, or an error that says where the bytes are not of the format.
fn content<'py, F: Format>(
    py: Python<'py>,
    table: &ClassTable,
    data: &[u8],
    fault: Fault,
) -> PyResult<Bound<'py, PyAny>> {
    // Bytes may be all right and only seem to be malformed: where an `i128` is wanted, `2.0` is.
    let message = match (F::content(py, data)?, fault) {
        (Ok(content), _) => return Ok(content),
        (Err(_), Fault::Malformed(message)) | (Err(Fault::Malformed(message)), _) => message,
        (Err(Fault::Data), Fault::Data) => "the values do not fit".to_owned(),
    };
    Err(malformed::<F>(py, table, &message))
}

fn malformed<F: Format>(py: Python<'_>, table: &ClassTable, message: &str) -> PyErr {
    let mut report = Report::new(py);
    let error = PyString::new(py, message).into_any();
    report.push(
        F::INVALID,
        &format!("invalid {}: {message}", F::NAME),
        |py| Ok(py.None().into_bound(py)),
        &[("error", error)],
    );
    match report.finish(table.type_object) {
        Err(error) => error,
        Ok(()) => PyValueError::new_err(message.to_owned()),
    }
}

/// Where an offset in bytes is in a text: its line and its column, counted from 1.
#[cfg(feature = "toml")]
fn place(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

/// An integer of any size, or what is wrong with it.
#[cfg(any(feature = "toml", feature = "yaml"))]
fn int<'py>(
    py: Python<'py>,
    digits: &str,
    radix: u32,
) -> PyResult<Result<Bound<'py, PyAny>, String>> {
    /// As many as Python converts at most; time grows with their square.
    const MOST: usize = 4300;

    if let Ok(int) = i64::from_str_radix(digits, radix) {
        return int.into_bound_py_any(py).map(Ok);
    }
    if digits.len() > MOST {
        return Ok(Err(format!("an integer has more than {MOST} digits")));
    }
    py.get_type::<pyo3::types::PyInt>().call1((digits, radix)).map(Ok)
}

/// Calls with the bytes of `bytes`, `bytearray`, `memoryview` or, where the format is text, `str`. What could change meanwhile is
/// copied.
fn with_bytes<F: Format, R>(
    table: &ClassTable,
    data: &Bound<'_, PyAny>,
    with: impl FnOnce(&[u8]) -> PyResult<R>,
) -> PyResult<R> {
    if let Ok(bytes) = data.cast::<PyBytes>() {
        return with(bytes.as_bytes());
    }
    if F::IS_TEXT
        && let Ok(text) = data.cast::<PyString>()
    {
        return match text.to_cow() {
            Ok(text) => with(text.as_bytes()),
            Err(_) => Err(malformed::<F>(data.py(), table, "the text has lone surrogates")),
        };
    }
    if let Ok(bytes) = data.cast::<PyByteArray>() {
        return with(&bytes.to_vec());
    }
    if data.is_instance_of::<PyMemoryView>() {
        let bytes = data.call_method0(intern!(data.py(), "tobytes"))?.cast_into::<PyBytes>()?;
        return with(bytes.as_bytes());
    }
    let expected = if F::IS_TEXT {
        "bytes, bytearray, memoryview or str"
    } else {
        "bytes, bytearray or memoryview"
    };
    Err(PyTypeError::new_err(format!(
        "{}.from_{}: expected {expected}, got {}",
        table.name,
        F::NAME,
        crate::error::type_name(data),
    )))
}

/// The arguments of `to_json(indent=None)` or `to_json_list(objects, /, indent=None)`. A format without
/// an indent has no such argument.
///
/// # Safety
///
/// `args` is a tuple, `kwargs` null or a dict.
unsafe fn arguments<'py, F: Format, const N: usize>(
    py: Python<'py>,
    function: &CStr,
    args: *mut ffi::PyObject,
    kwargs: *mut ffi::PyObject,
) -> PyResult<([Bound<'py, PyAny>; N], Option<String>)> {
    let function = function.to_str().unwrap_or_default();
    // SAFETY: the caller's promise.
    let (args, kwargs) = unsafe {
        (
            Bound::from_borrowed_ptr(py, args).cast_into_unchecked::<PyTuple>(),
            Bound::from_borrowed_ptr_or_opt(py, kwargs)
                .map(|kwargs| kwargs.cast_into_unchecked::<PyDict>()),
        )
    };
    let given: Vec<_> = args.iter().take(N).collect();
    let given: [_; N] = given.try_into().map_err(|given: Vec<_>| {
        let words = if N == 1 { "argument" } else { "arguments" };
        PyTypeError::new_err(format!(
            "{function}() takes {N} positional {words}, {} given",
            given.len()
        ))
    })?;
    // An error of a tuple's would be made only to be dropped.
    let mut indent = if args.len() > N { Some(args.get_item(N)?) } else { None };
    let most = N + usize::from(F::HAS_INDENT);
    if args.len() > most {
        let most = match most {
            0 => "no arguments".to_owned(),
            1 => "at most 1 argument".to_owned(),
            most => format!("at most {most} arguments"),
        };
        return Err(PyTypeError::new_err(format!(
            "{function}() takes {most} ({} given)",
            args.len(),
        )));
    }
    for (name, value) in kwargs.into_iter().flatten() {
        if !F::HAS_INDENT || !name.eq(intern!(py, "indent"))? {
            return Err(PyTypeError::new_err(format!(
                "{function}() got an unexpected keyword argument '{name}'"
            )));
        }
        if indent.replace(value).is_some() {
            return Err(PyTypeError::new_err(format!(
                "{function}() got multiple values for argument 'indent'"
            )));
        }
    }
    Ok((given, indent.map(|indent| indent_of(function, &indent)).transpose()?.flatten()))
}

/// As `json.dumps` takes it: a number of spaces, or a text.
fn indent_of(function: &str, indent: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
    if indent.is_none() {
        return Ok(None);
    }
    if let Ok(text) = indent.cast::<PyString>() {
        return Ok(Some(text.to_cow()?.into_owned()));
    }
    let spaces: i64 = indent.extract().map_err(|_| {
        PyTypeError::new_err(format!("{function}(): indent must be an int, a str or None"))
    })?;
    Ok(Some(" ".repeat(usize::try_from(spaces).unwrap_or(0).min(64))))
}

/// An instance as serde writes it.
struct Object<'a, 'py, T>(&'a Bound<'py, PyAny>, PhantomData<T>);

impl<'a, 'py, T: Class> Object<'a, 'py, T> {
    /// # Safety
    ///
    /// `object` is an instance of `T`.
    unsafe fn new(object: &'a Bound<'py, PyAny>) -> Self {
        Self(object, PhantomData)
    }
}

impl<T: Class> Serialize for Object<'_, '_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // SAFETY: the promise of `new`.
        unsafe { T::write(self.0, serializer) }
    }
}

/// Instances as serde writes them.
struct Objects<'a, 'py, T>(&'a [Bound<'py, PyAny>], PhantomData<T>);

impl<'a, 'py, T: Class> Objects<'a, 'py, T> {
    /// # Safety
    ///
    /// They are instances of `T`.
    unsafe fn new(objects: &'a [Bound<'py, PyAny>]) -> Self {
        Self(objects, PhantomData)
    }
}

impl<T: Class> Serialize for Objects<'_, '_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.len()))?;
        for object in self.0 {
            // SAFETY: the promise of `new`.
            list.serialize_element(&unsafe { Object::<T>::new(object) })?;
        }
        list.end()
    }
}

/// Makes an instance of what serde reads.
struct InstanceSeed<'a, 'py, T> {
    class: &'a Bound<'py, PyType>,
    of: PhantomData<T>,
}

impl<'de, 'py, T: Class> DeserializeSeed<'de> for InstanceSeed<'_, 'py, T> {
    type Value = Bound<'py, PyAny>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        // SAFETY: who makes a seed has a class of `T`.
        unsafe { T::read(self.class, deserializer) }
    }
}

/// Makes a list of instances of what serde reads.
struct ListSeed<'a, 'py, T> {
    class: &'a Bound<'py, PyType>,
    of: PhantomData<T>,
}

impl<'de, 'py, T: Class> DeserializeSeed<'de> for ListSeed<'_, 'py, T> {
    type Value = Vec<Bound<'py, PyAny>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let Some(_level) = Level::enter() else { return Err(D::Error::custom(TOO_DEEP)) };
        deserializer.deserialize_seq(self)
    }
}

impl<'de, 'py, T: Class> Visitor<'de> for ListSeed<'_, 'py, T> {
    type Value = Vec<Bound<'py, PyAny>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut instances = Vec::new();
        let seed = || InstanceSeed::<T> { class: self.class, of: PhantomData };
        while let Some(instance) = list.next_element_seed(seed())? {
            instances.push(instance);
        }
        Ok(instances)
    }
}
