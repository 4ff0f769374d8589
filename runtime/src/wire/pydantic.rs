//! What [pydantic] asks a class for: how to validate and write its values, and their JSON Schema.
//!
//! pydantic is imported by nothing here but `pydantic_core`, and that when it asks.
//!
//! [pydantic]: https://docs.pydantic.dev

mod errors;
mod schema;

use std::ffi::CStr;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyTuple, PyType};
use pyo3::{Borrowed, ffi, intern};

use super::methods::class_of;
use super::plain::{self, Form};
use super::reader::Source;
use super::schema::Named;
use super::variants::{self, of_class};
use crate::data_class::ClassTable;
use crate::data_class::items::{Class, entries};
use crate::error::ValidationError;
use crate::pyo3_internals::{self, Method};
use errors::{as_pydantic, problem_count, unexpected};
use schema::{json_schema, reference};

entries! { for Class;
    CoreSchema: cfunction_with_keywords = |py, class, args, kwargs| {
        let _ = two_arguments(py, "__get_pydantic_core_schema__", args, kwargs)?;
        let subject = Subject { table: T::table(), read: plain::read, write: plain::of_instance };
        core_schema(subject, &class_of(py, class)).map(Bound::into_ptr)
    }
    JsonSchema: cfunction_with_keywords = |py, _class, args, kwargs| {
        let (_, handler) = two_arguments(py, "__get_pydantic_json_schema__", args, kwargs)?;
        json_schema(Named::Class(T::table()), &handler).map(Bound::into_ptr)
    }
}

entries! { for variants::Class;
    UnionCoreSchema: cfunction_with_keywords = |py, class, args, kwargs| {
        let _ = two_arguments(py, "__get_pydantic_core_schema__", args, kwargs)?;
        let class = class_of(py, class);
        let table = of_class::<T>(&class).table();
        let subject = Subject { table, read: read_variant::<T>, write: write_variant::<T> };
        core_schema(subject, &class).map(Bound::into_ptr)
    }
    UnionJsonSchema: cfunction_with_keywords = |py, class, args, kwargs| {
        let (_, handler) = two_arguments(py, "__get_pydantic_json_schema__", args, kwargs)?;
        json_schema(of_class::<T>(&class_of(py, class)), &handler).map(Bound::into_ptr)
    }
}

const CORE_SCHEMA: &CStr = c"__get_pydantic_core_schema__";
const CORE_SCHEMA_DOC: &CStr =
    c"__get_pydantic_core_schema__($type, source, handler, /)\n--\n\nHelper for pydantic.";
const JSON_SCHEMA: &CStr = c"__get_pydantic_json_schema__";
const JSON_SCHEMA_DOC: &CStr =
    c"__get_pydantic_json_schema__($type, core_schema, handler, /)\n--\n\nHelper for pydantic.";

/// `__get_pydantic_core_schema__`.
pub const fn get_pydantic_core_schema_method<T: Class>() -> Method {
    pyo3_internals::class_method_with_keywords::<CoreSchema<T>>(CORE_SCHEMA, CORE_SCHEMA_DOC)
}

/// `__get_pydantic_json_schema__`.
pub const fn get_pydantic_json_schema_method<T: Class>() -> Method {
    pyo3_internals::class_method_with_keywords::<JsonSchema<T>>(JSON_SCHEMA, JSON_SCHEMA_DOC)
}

/// `__get_pydantic_core_schema__` of an enum with data and of its variants.
pub const fn union_get_pydantic_core_schema_method<E: variants::Class>() -> Method {
    pyo3_internals::class_method_with_keywords::<UnionCoreSchema<E>>(CORE_SCHEMA, CORE_SCHEMA_DOC)
}

/// `__get_pydantic_json_schema__` of an enum with data and of its variants.
pub const fn union_get_pydantic_json_schema_method<E: variants::Class>() -> Method {
    pyo3_internals::class_method_with_keywords::<UnionJsonSchema<E>>(JSON_SCHEMA, JSON_SCHEMA_DOC)
}

/// # Safety
///
/// `args` is a tuple, `kwargs` null or a dict.
unsafe fn two_arguments<'py>(
    py: Python<'py>,
    name: &str,
    args: *mut ffi::PyObject,
    kwargs: *mut ffi::PyObject,
) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyAny>)> {
    // SAFETY: the caller's promise.
    let args = unsafe { Bound::from_borrowed_ptr(py, args).cast_into_unchecked::<PyTuple>() };
    if kwargs.is_null() && args.len() == 2 {
        return Ok((args.get_item(0)?, args.get_item(1)?));
    }
    Err(PyTypeError::new_err(format!("{name}() takes exactly two positional arguments")))
}

/// What pydantic validates and writes.
#[derive(Clone, Copy)]
struct Subject {
    /// The class, or that of an enum with data.
    table: &'static ClassTable,
    read: Read,
    write: Write,
}

/// An instance of a value. The class is that of the table or a subclass of it.
type Read = for<'py> unsafe fn(
    &'static ClassTable,
    &Bound<'py, PyType>,
    Borrowed<'_, 'py, PyAny>,
    Source,
) -> PyResult<Bound<'py, PyAny>>;

/// What stands for an instance of the table's class.
type Write = for<'py> unsafe fn(
    &'static ClassTable,
    &Bound<'py, PyAny>,
    Form,
) -> PyResult<Bound<'py, PyAny>>;

fn read_variant<'py, E: variants::Class>(
    _: &'static ClassTable,
    class: &Bound<'py, PyType>,
    value: Borrowed<'_, 'py, PyAny>,
    source: Source,
) -> PyResult<Bound<'py, PyAny>> {
    variants::read_all::<E>(class, value, source)
}

fn write_variant<'py, E: variants::Class>(
    _: &'static ClassTable,
    value: &Bound<'py, PyAny>,
    form: Form,
) -> PyResult<Bound<'py, PyAny>> {
    variants::to_plain::<E>(value, form)
}

/// The functions that pydantic calls for one class.
#[pyclass(frozen, module = "pyo3_classes")]
struct Hooks {
    subject: Subject,
    /// The subject's class or a subclass of it, written in Python.
    class: Py<PyType>,
}

#[pymethods]
impl Hooks {
    /// The instance itself, or a new one of what stands for it.
    fn of_python<'py>(&self, value: Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        if value.is_instance(self.class.bind(value.py()))? {
            return Ok(value);
        }
        self.read_either(&value)
    }

    /// An instance of what pydantic read of JSON.
    fn of_json<'py>(&self, value: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.read(value, Source::Wire)
    }

    /// What stands for an instance, in the mode `json` as JSON has them.
    fn write<'py>(
        &self,
        value: &Bound<'py, PyAny>,
        info: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = value.py();
        let Subject { table, write, .. } = self.subject;
        if !value.is_instance((table.type_object)(py).as_any())? {
            return Err(unexpected(value, table));
        }
        let is_json = info.getattr(intern!(py, "mode"))?.eq("json")?;
        let form = if is_json { Form::Wire } else { Form::Dict };
        // SAFETY: it is an instance of the class.
        unsafe { write(table, value, form) }
    }
}

impl Hooks {
    /// Of the values of a program or of what JSON has, which fastapi hands over as Python values. If it is
    /// neither, what has fewer problems is what was meant.
    fn read_either<'py>(&self, value: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let (py, table) = (value.py(), self.subject.table);
        let of_program = match self.try_read(value, Source::Python) {
            Err(error) if error.is_instance_of::<ValidationError>(py) => error,
            read => return read,
        };
        let of_json = match self.try_read(value, Source::Wire) {
            Err(error) if error.is_instance_of::<ValidationError>(py) => error,
            read => return read,
        };
        let fewer = problem_count(&of_json, py)? < problem_count(&of_program, py)?;
        Err(as_pydantic(table, if fewer { of_json } else { of_program }, py))
    }

    fn read<'py>(&self, value: &Bound<'py, PyAny>, source: Source) -> PyResult<Bound<'py, PyAny>> {
        self.try_read(value, source)
            .map_err(|error| as_pydantic(self.subject.table, error, value.py()))
    }

    /// With errors of our own.
    fn try_read<'py>(
        &self,
        value: &Bound<'py, PyAny>,
        source: Source,
    ) -> PyResult<Bound<'py, PyAny>> {
        let Subject { table, read, .. } = self.subject;
        // SAFETY: the class is that of the table or a subclass.
        unsafe { read(table, self.class.bind(value.py()), value.as_borrowed(), source) }
    }
}

/// A dict of pydantic's, of these keys and values.
fn dict<'py, const N: usize>(
    py: Python<'py>,
    items: [(&str, Bound<'py, PyAny>); N],
) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    for (key, value) in items {
        dict.set_item(key, value)?;
    }
    Ok(dict)
}

/// From Python an instance, or unless pydantic is strict what stands for one; from JSON that alone. pydantic
/// itself adds the function for the JSON Schema, which it finds in the class.
fn core_schema<'py>(subject: Subject, class: &Bound<'py, PyType>) -> PyResult<Bound<'py, PyDict>> {
    let py = class.py();
    let hooks = Bound::new(py, Hooks { subject, class: class.clone().unbind() })?;
    let text = |text: &str| PyString::new(py, text).into_any();
    let function = |name: &str| {
        let function = dict(py, [("type", text("no-info")), ("function", hooks.getattr(name)?)])?;
        let function = function.into_any();
        dict(py, [("type", text("function-plain")), ("function", function)]).map(Bound::into_any)
    };
    let instance = dict(py, [("type", text("is-instance")), ("cls", class.clone().into_any())])?;
    let from_python = dict(
        py,
        [
            ("type", text("lax-or-strict")),
            ("lax_schema", function("of_python")?),
            ("strict_schema", instance.into_any()),
        ],
    )?;
    let serialization = dict(
        py,
        [
            ("type", text("function-plain")),
            ("function", hooks.getattr("write")?),
            ("info_arg", true.into_pyobject(py)?.to_owned().into_any()),
        ],
    )?;
    dict(
        py,
        [
            ("type", text("json-or-python")),
            ("json_schema", function("of_json")?),
            ("python_schema", from_python.into_any()),
            ("serialization", serialization.into_any()),
            ("ref", text(&reference(class)?)),
        ],
    )
}
