//! What [pydantic] asks a class for: how to validate and write its values, and their JSON Schema.
//!
//! pydantic is imported by nothing here but `pydantic_core`, and that when it asks.
//!
//! [pydantic]: https://docs.pydantic.dev

use std::cell::RefCell;
use std::ptr;

use pyo3::exceptions::PyTypeError;
use pyo3::ffi;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyInt, PyList, PyString, PyTuple, PyType};

use super::methods::class_of;
use super::plain::{self, Form};
use super::reader::Source;
use super::schema::Schemas;
use crate::data_class::ClassTable;
use crate::data_class::items::{Class, entries};
use crate::error::ValidationError;
use crate::pyo3_internals::{self, Method};

entries! { for Class;
    CoreSchema: cfunction_with_keywords = |py, class, args, kwargs| {
        let _ = two_arguments(py, "__get_pydantic_core_schema__", args, kwargs)?;
        core_schema(T::table(), &class_of(py, class)).map(|(schema, _)| schema.into_ptr())
    }
    JsonSchema: cfunction_with_keywords = |py, _class, args, kwargs| {
        let (_, handler) = two_arguments(py, "__get_pydantic_json_schema__", args, kwargs)?;
        json_schema(T::table(), &handler).map(Bound::into_ptr)
    }
}

/// `__get_pydantic_core_schema__`.
pub const fn get_pydantic_core_schema_method<T: Class>() -> Method {
    pyo3_internals::class_method_with_keywords::<CoreSchema<T>>(
        c"__get_pydantic_core_schema__",
        c"__get_pydantic_core_schema__($type, source, handler, /)\n--\n\nHelper for pydantic.",
    )
}

/// `__get_pydantic_json_schema__`.
pub const fn get_pydantic_json_schema_method<T: Class>() -> Method {
    pyo3_internals::class_method_with_keywords::<JsonSchema<T>>(
        c"__get_pydantic_json_schema__",
        c"__get_pydantic_json_schema__($type, core_schema, handler, /)\n--\n\nHelper for pydantic.",
    )
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

/// The functions that pydantic calls for one class.
#[pyclass(frozen, module = "pyo3_classes")]
struct Hooks {
    table: &'static ClassTable,
    /// The class of `table` or a subclass of it, written in Python.
    class: Py<PyType>,
}

#[pymethods]
impl Hooks {
    /// The instance itself, or a new one of a mapping.
    fn of_python<'py>(&self, value: Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        if value.is_instance(self.class.bind(value.py()))? {
            return Ok(value);
        }
        self.read(&value, Source::Python)
    }

    /// An instance of what pydantic read of JSON.
    fn of_json<'py>(&self, value: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.read(value, Source::Wire)
    }

    /// The fields as a dict, in the mode `json` as JSON has them.
    fn write<'py>(
        &self,
        value: &Bound<'py, PyAny>,
        info: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = value.py();
        if !value.is_instance((self.table.type_object)(py).as_any())? {
            return Err(unexpected(value, self.table));
        }
        let is_json = info.getattr(intern!(py, "mode"))?.eq("json")?;
        let form = if is_json { Form::Wire } else { Form::Dict };
        // SAFETY: it is an instance of the class.
        unsafe { plain::of_instance(self.table, value, form) }
    }

    fn json_schema<'py>(
        &self,
        _core_schema: &Bound<'py, PyAny>,
        handler: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyDict>> {
        json_schema(self.table, handler)
    }
}

impl Hooks {
    fn read<'py>(&self, value: &Bound<'py, PyAny>, source: Source) -> PyResult<Bound<'py, PyAny>> {
        let class = self.class.bind(value.py());
        // SAFETY: the class is that of the table or a subclass.
        unsafe { plain::read(self.table, class, value.as_borrowed(), source) }
            .map_err(|error| as_pydantic(self.table, error, value.py()))
    }
}

/// pydantic then warns, and writes the value as it can.
fn unexpected(value: &Bound<'_, PyAny>, table: &ClassTable) -> PyErr {
    let message = format!("Expected `{}`, got {}", table.name, value.get_type());
    core(value.py(), "PydanticSerializationUnexpectedValue")
        .and_then(|class| class.call1((message,)))
        .map_or_else(|error| error, PyErr::from_value)
}

fn core<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
    static MODULE: PyOnceLock<Py<PyModule>> = PyOnceLock::new();
    let import = || py.import(intern!(py, "pydantic_core")).map(Bound::unbind);
    MODULE.get_or_try_init(py, import)?.bind(py).getattr(name)
}

/// Our problems as pydantic's, which it puts at the place where the value is.
fn as_pydantic(table: &ClassTable, error: PyErr, py: Python<'_>) -> PyErr {
    if !error.is_instance_of::<ValidationError>(py) {
        return error;
    }
    let converted = || {
        let lines = PyList::empty(py);
        for problem in error.value(py).call_method0(intern!(py, "errors"))?.try_iter()? {
            lines.append(line(&problem?.cast_into()?)?)?;
        }
        core(py, "ValidationError")?
            .call_method1(intern!(py, "from_exception_data"), (table.name, lines))
    };
    converted().map_or_else(|error| error, PyErr::from_value)
}

/// One problem: under pydantic's text if it knows the type, else under ours.
fn line<'py>(problem: &Bound<'py, PyDict>) -> PyResult<Bound<'py, PyDict>> {
    let py = problem.py();
    let item = |key: &str| problem.as_any().get_item(key);
    let (kind, context) = (item("type")?, item("ctx")?);
    // They take a dict or nothing.
    let context = if context.is_truthy()? { vec![context] } else { Vec::new() };
    let error = |class: &str, arguments: &[&Bound<'py, PyAny>]| {
        let arguments = arguments.iter().copied().chain(&context).collect::<Vec<_>>();
        core(py, class)?.call1(PyTuple::new(py, arguments)?)
    };
    let line = PyDict::new(py);
    // pydantic may know no such type, or want more of it.
    if error("PydanticKnownError", &[&kind]).is_ok() {
        line.set_item("type", &kind)?;
        for context in &context {
            line.set_item("ctx", context)?;
        }
    } else {
        line.set_item("type", error("PydanticCustomError", &[&kind, &item("msg")?])?)?;
    }
    let loc: Vec<_> = item("loc")?
        .try_iter()?
        .map(|step| {
            let step = step?;
            let fits = step.is_instance_of::<PyInt>() || step.is_instance_of::<PyString>();
            if fits { Ok(step) } else { Ok(step.str()?.into_any()) }
        })
        .collect::<PyResult<_>>()?;
    line.set_item("loc", PyTuple::new(py, loc)?)?;
    line.set_item("input", item("input")?)?;
    Ok(line)
}

/// The name that pydantic has for the class.
fn reference(class: &Bound<'_, PyType>) -> PyResult<String> {
    let (module, name) = (class.module()?, class.qualname()?);
    Ok(format!("{module}.{name}:{}", class.as_ptr() as usize))
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

/// From Python an instance, or unless pydantic is strict a mapping; from JSON an object. pydantic itself adds
/// the function for the JSON Schema, which it finds in the class.
fn core_schema<'py>(
    table: &'static ClassTable,
    class: &Bound<'py, PyType>,
) -> PyResult<(Bound<'py, PyDict>, Bound<'py, Hooks>)> {
    let py = class.py();
    let hooks = Bound::new(py, Hooks { table, class: class.clone().unbind() })?;
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
    let schema = dict(
        py,
        [
            ("type", text("json-or-python")),
            ("json_schema", function("of_json")?),
            ("python_schema", from_python.into_any()),
            ("serialization", serialization.into_any()),
            ("ref", text(&reference(class)?)),
        ],
    )?;
    Ok((schema, hooks))
}

thread_local! {
    /// The classes whose schemas are being made: one that holds itself is referred to.
    static BEING_MADE: RefCell<Vec<*const ClassTable>> = const { RefCell::new(Vec::new()) };
}

/// The schema of the class, in whose place pydantic puts a reference; it has those of the classes inside.
fn json_schema<'py>(
    table: &'static ClassTable,
    handler: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyDict>> {
    let (py, handler) = (handler.py(), handler.clone());
    BEING_MADE.with_borrow_mut(|made| made.push(table));
    let mut schemas = Schemas::elsewhere(py, Box::new(move |table| refer(table, &handler)));
    let schema = schemas.object(table);
    BEING_MADE.with_borrow_mut(Vec::pop);
    schema
}

fn refer<'py>(
    table: &'static ClassTable,
    handler: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyDict>> {
    let py = handler.py();
    let class = (table.type_object)(py);
    let text = |text: &str| PyString::new(py, text).into_any();
    let is_being_made =
        BEING_MADE.with_borrow(|made| made.iter().any(|made| ptr::eq(*made, table)));
    let schema = if is_being_made {
        let to = text(&reference(&class)?);
        dict(py, [("type", text("definition-ref")), ("schema_ref", to)])?
    } else {
        let (schema, hooks) = core_schema(table, &class)?;
        let functions = PyList::new(py, [hooks.getattr("json_schema")?])?;
        let metadata = dict(py, [("pydantic_js_functions", functions.into_any())])?;
        schema.set_item("metadata", metadata)?;
        // By itself the schema would not be asked for its functions.
        let (kind, definitions) = (text("definitions"), PyList::empty(py).into_any());
        let schema = schema.into_any();
        dict(py, [("type", kind), ("schema", schema), ("definitions", definitions)])?
    };
    handler.call1((schema,))?.cast_into::<PyDict>()?.copy()
}
