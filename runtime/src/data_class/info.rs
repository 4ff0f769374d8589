//! What the class tells about itself: annotations, signature, and `__pyo3_classes__`.

use pyo3::exceptions::PyAttributeError;
#[cfg(direct)]
use pyo3::ffi;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyList, PyString, PyTuple, PyType};

#[cfg(direct)]
use super::direct;
use super::table::{ClassTable, DefaultValue, FieldRow};
use super::{attributes, pickle, state, stdlib};
use crate::error::{HIDDEN, shared};
use crate::hint::TypeHint;
use crate::wire;

/// Gives a new class what is not in slots, and returns its `__pyo3_classes__`.
///
/// PyO3 calls it while it makes the class: more than once, if two threads need the class at the same
/// time, and possibly after a class attribute of the user's has made an instance. So it does nothing
/// twice, and leaves alone what the user has written.
pub(super) fn install(
    py: Python<'_>,
    table: &'static ClassTable,
    #[cfg(direct)] vectorcall: ffi::vectorcallfunc,
) -> PyResult<Py<PyAny>> {
    let class = (table.type_object)(py);
    if table.options.stdlib.is_some() {
        stdlib::install(&class)?;
    }
    table.cache.note_new(&class);
    wire::classes::note(&class, table);
    #[cfg(direct)]
    direct::vectorcall::install(&class, table, vectorcall);
    attributes::install(&class, table)?;
    let own = class.getattr(intern!(py, "__dict__"))?;
    let add = |name: &str, value: Bound<'_, PyAny>| -> PyResult<()> {
        if own.contains(name)? { Ok(()) } else { class.setattr(name, value) }
    };
    add("__annotations__", annotations(py, table)?.into_any())?;
    if table.options.match_args {
        let names = table
            .attributes()
            .iter()
            .filter(|field| field.options.init && !field.options.kw_only)
            .map(|field| field.name())
            .collect::<Vec<_>>();
        add("__match_args__", PyTuple::new(py, names)?.into_any())?;
    }
    if table.options.init {
        add("__signature__", Bound::new(py, LazySignature::new(table))?.into_any())?;
    }
    Ok(table.cache.info(py, table)?.clone().into_any().unbind())
}

fn annotations<'py>(py: Python<'py>, table: &ClassTable) -> PyResult<Bound<'py, PyDict>> {
    let annotations = PyDict::new(py);
    for field in table.fields {
        annotations.set_item(field.name(), field.table.hint.annotation(py)?)?;
    }
    Ok(annotations)
}

/// `__signature__`: made when it is first asked for, since `inspect` is slow to import.
#[pyclass(frozen, module = "pyo3_classes")]
struct LazySignature {
    table: &'static ClassTable,
    signature: PyOnceLock<Py<PyAny>>,
}

impl LazySignature {
    fn new(table: &'static ClassTable) -> Self {
        Self { table, signature: PyOnceLock::new() }
    }
}

#[pymethods]
impl LazySignature {
    /// The signature of the class, and of a subclass that constructs as it does; a subclass with a
    /// `__new__` or `__init__` of its own has no such attribute, and `inspect` looks at that.
    fn __get__(
        &self,
        py: Python<'_>,
        instance: Option<&Bound<'_, PyAny>>,
        owner: &Bound<'_, PyType>,
    ) -> PyResult<Py<PyAny>> {
        let class = (self.table.type_object)(py);
        let same = |name| Ok::<_, PyErr>(owner.getattr(name)?.is(class.getattr(name)?));
        let constructs_alike = owner.is(&class)
            || (new_of(owner)?.is(new_of(&class)?) && same(intern!(py, "__init__"))?);
        if instance.is_some() || !constructs_alike {
            return Err(PyAttributeError::new_err("__signature__"));
        }
        let signature =
            self.signature.get_or_try_init(py, || signature(py, self.table).map(Bound::unbind))?;
        Ok(signature.clone_ref(py))
    }
}

/// The `__new__` that a class finds: CPython gives each extension class a fresh builtin, which its
/// subclasses share.
fn new_of<'py>(class: &Bound<'py, PyType>) -> PyResult<Bound<'py, PyAny>> {
    class.getattr(intern!(class.py(), "__new__"))
}

fn signature<'py>(py: Python<'py>, table: &'static ClassTable) -> PyResult<Bound<'py, PyAny>> {
    let inspect = py.import(intern!(py, "inspect"))?;
    let parameter = inspect.getattr(intern!(py, "Parameter"))?;
    let positional = parameter.getattr(intern!(py, "POSITIONAL_OR_KEYWORD"))?;
    let keyword_only = parameter.getattr(intern!(py, "KEYWORD_ONLY"))?;
    let parameters = PyList::empty(py);
    for (_, field) in table.parameters() {
        let kind = if field.options.kw_only { &keyword_only } else { &positional };
        let options = PyDict::new(py);
        // What a `convert` function takes is known to Rust alone.
        let hint = if field.convert.is_some() { TypeHint::ANY } else { field.table.hint };
        options.set_item(intern!(py, "annotation"), hint.resolve(py)?)?;
        if let Some(default) = shown_default(py, field)? {
            options.set_item(intern!(py, "default"), default)?;
        }
        parameters.append(parameter.call((field.parameter(), kind), Some(&options))?)?;
    }
    let options = PyDict::new(py);
    options.set_item(intern!(py, "return_annotation"), py.None())?;
    inspect.getattr(intern!(py, "Signature"))?.call((parameters,), Some(&options))
}

/// The default as a signature shows it: the value, or `<factory>` (as `dataclasses` has it) for an
/// expression that may give another one each time.
fn shown_default<'py>(py: Python<'py>, field: &FieldRow) -> PyResult<Option<Bound<'py, PyAny>>> {
    let Some(default) = field.default else { return Ok(None) };
    if default.factory || field.options.secret {
        return shared(py, "FACTORY").map(Some);
    }
    field.default_value(py)
}

impl FieldRow {
    /// A new default, as Python sees it.
    pub(super) fn default_value<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.default.map(|default| self.made(py, default)).transpose()
    }

    /// `#[field(metadata(…))]`
    pub(super) fn metadata<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let metadata = PyDict::new(py);
        for (key, make) in self.description.metadata {
            metadata.set_item(key, make(py)?)?;
        }
        Ok(metadata)
    }

    /// `#[field(examples(…))]`
    pub(super) fn examples<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        self.description.examples.iter().map(|example| self.made(py, *example)).collect()
    }

    /// A value that the function makes, as Python sees it.
    fn made<'py>(&self, py: Python<'py>, make: DefaultValue) -> PyResult<Bound<'py, PyAny>> {
        let mut value = Ok(py.None().into_bound(py));
        make.lend(&mut |slot| {
            // SAFETY: `slot` points to a value of the field's type.
            value = unsafe { (self.table.to_py)(slot, py) };
        });
        value
    }
}

/// `__pyo3_classes__` of a class: what tools read, and what unpickles instances.
///
/// Each has the `__module__` of its class, where `pickle` finds it.
#[pyclass(frozen, dict, module = "pyo3_classes")]
pub(crate) struct ClassInfo {
    pub(super) table: &'static ClassTable,
    path: PyOnceLock<Py<PyString>>,
}

impl ClassInfo {
    pub(super) fn of(py: Python<'_>, table: &'static ClassTable) -> PyResult<Py<Self>> {
        let info = Bound::new(py, Self { table, path: PyOnceLock::new() })?;
        let module = intern!(py, "__module__");
        info.setattr(module, (table.type_object)(py).getattr(module)?)?;
        Ok(info.unbind())
    }
}

#[pymethods]
impl ClassInfo {
    /// What the class is: `"data_class"`.
    #[classattr]
    #[pyo3(name = "kind")]
    const KIND: &'static str = "data_class";

    /// The fields in order, a dict each.
    #[getter]
    fn fields<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let fields = PyList::empty(py);
        for field in self.table.attributes() {
            fields.append(describe(py, field)?)?;
        }
        Ok(fields)
    }

    /// Makes an instance again from the parts that a pickle holds.
    #[pyo3(signature = (*args))]
    fn __call__<'py>(&self, args: &Bound<'py, PyTuple>) -> PyResult<Bound<'py, PyAny>> {
        pickle::restore(self.table, args)
    }

    /// Gives an instance its state again, and the entries of a set, where unpickling itself cannot.
    fn set_state(&self, object: &Bound<'_, PyAny>, state: &Bound<'_, PyTuple>) -> PyResult<()> {
        let (state, entries): (Bound<'_, PyAny>, Option<Bound<'_, PyList>>) = state.extract()?;
        state::restore(self.table, object, &state, entries.as_ref())
    }

    /// Makes an exception again that spoke of the class.
    ///
    /// Bound to an instance, which pickles; a static method would be found through its class, which
    /// no module holds.
    fn restore_error<'py>(
        slf: &Bound<'py, Self>,
        name: &str,
        args: &Bound<'py, PyTuple>,
    ) -> PyResult<Bound<'py, PyAny>> {
        shared(slf.py(), name)?.call1(args)
    }

    /// Pickled by reference: as an attribute of its class.
    fn __reduce_ex__<'py>(
        &self,
        py: Python<'py>,
        _protocol: &Bound<'_, PyAny>,
    ) -> PyResult<Bound<'py, PyString>> {
        let path = self.path.get_or_try_init(py, || {
            let class = (self.table.type_object)(py).qualname()?;
            Ok::<_, PyErr>(PyString::new(py, &format!("{class}.__pyo3_classes__")).unbind())
        })?;
        Ok(path.bind(py).clone())
    }

    fn __repr__(&self) -> String {
        format!("<pyo3_classes information about data class '{}'>", self.table.name)
    }
}

fn describe<'py>(py: Python<'py>, field: &FieldRow) -> PyResult<Bound<'py, PyDict>> {
    let options = &field.options;
    let dict = PyDict::new(py);
    dict.set_item("name", field.name())?;
    dict.set_item("alias", (field.name() != field.parameter()).then(|| field.parameter()))?;
    dict.set_item("type", field.table.hint.to_string())?;
    dict.set_item("doc", field.doc.to_string_lossy())?;
    dict.set_item("required", options.init && field.default.is_none())?;
    let default = match field.default_value(py)? {
        Some(_) if options.secret => Some(HIDDEN.into_pyobject(py)?.into_any()),
        default => default,
    };
    dict.set_item("default", default)?;
    for (name, value) in [
        ("init", options.init),
        ("kw_only", options.kw_only),
        ("repr", options.repr),
        ("compare", options.compare),
        ("hash", options.hash),
        ("frozen", options.frozen),
        ("secret", options.secret),
    ] {
        dict.set_item(name, value)?;
    }
    dict.set_item("title", field.description.title)?;
    dict.set_item("metadata", field.metadata(py)?)?;
    dict.set_item("examples", field.examples(py)?)?;
    let constraints = PyDict::new(py);
    for constraint in field.constraints {
        constraint.describe(&constraints)?;
    }
    dict.set_item("constraints", constraints)?;
    Ok(dict)
}
