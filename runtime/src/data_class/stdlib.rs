//! `#[dataclass(stdlib)]`: what makes `dataclasses` take a class for one of its own.
//!
//! `dataclasses` looks for `__dataclass_fields__` and `__dataclass_params__` anywhere among the base
//! classes. orjson looks in the class's own `__dict__`, and then uses what each getter returns after
//! dropping its reference to it: a getter that makes a new object is a use after free. So the attributes
//! are in a base class, [`dataclass_fields`], and not in the class itself; for orjson it is a class like
//! any other, which it hands to `default=`.

use std::ptr;

use pyo3::exceptions::{PyAttributeError, PyTypeError};
use pyo3::ffi;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyCFunction, PyDict, PyList, PySet, PyTuple, PyType};

use super::info::ClassInfo;
use super::table::{Attribute, ClassTable, FieldRow};
use crate::error::HIDDEN;

/// What `dataclasses` tells of a class beside its other options.
#[derive(Clone, Copy)]
pub struct Stdlib {
    /// It has a hash that it would not have by itself.
    pub unsafe_hash: bool,
    /// `#[dataclass(kw_only)]`.
    pub kw_only: bool,
}

/// The two attributes, once made: always the same objects, as with a stdlib dataclass.
pub(super) struct Made {
    fields: PyOnceLock<Py<PyAny>>,
    params: PyOnceLock<Py<PyAny>>,
}

impl Made {
    pub(super) const fn nothing() -> Self {
        Self { fields: PyOnceLock::new(), params: PyOnceLock::new() }
    }
}

impl ClassTable {
    /// The class that `dataclasses` knows it as: itself, or as with an undecorated subclass the nearest
    /// that it extends.
    pub(super) fn stdlib(&'static self) -> Option<&'static Self> {
        self.layers().iter().rev().find(|layer| layer.options.stdlib.is_some()).copied()
    }
}

/// Adds [`dataclass_fields`] to the base classes.
///
/// By `__bases__`, since PyO3 makes a class with one base. What changes is where attributes are looked
/// up; an instance is laid out as before.
pub(super) fn install(class: &Bound<'_, PyType>) -> PyResult<()> {
    let py = class.py();
    let added = dataclass_fields(py)?;
    if class.is_subclass(added)? {
        return Ok(());
    }
    let object = py.get_type::<PyAny>();
    let bases = class.bases().iter().filter(|base| !base.is(&object)).collect::<Vec<_>>();
    let bases = bases.into_iter().chain([added.clone().into_any()]).collect::<Vec<_>>();
    class.setattr(intern!(py, "__bases__"), PyTuple::new(py, bases)?)
}

/// Fails for a subclass that `@dataclasses.dataclass` has decorated: what that generates would set the
/// fields a second time, and orjson would find the attributes in the class itself.
pub(super) fn check_not_decorated(
    table: &'static ClassTable,
    class: &Bound<'_, PyType>,
) -> PyResult<()> {
    let py = class.py();
    let own = (table.type_object)(py);
    if class.is(&own) || table.stdlib().is_none() {
        return Ok(());
    }
    for base in class.mro() {
        let base = base.cast_into::<PyType>()?;
        if !base.is(&own)
            && base.is_subclass(&own)?
            && base.getattr(intern!(py, "__dict__"))?.contains(intern!(py, FIELDS))?
        {
            return Err(PyTypeError::new_err(format!(
                "'{}' cannot be a dataclass of its own, since the fields of '{}' are not Python's: \
                 remove @dataclass, and set what else it has in __init__ (override __new__ to take \
                 other arguments)",
                base.qualname()?,
                table.name,
            )));
        }
    }
    Ok(())
}

const FIELDS: &str = "__dataclass_fields__";
const PARAMS: &str = "__dataclass_params__";
const RICH_REPR: &str = "__rich_repr__";

/// `DataclassFields`, the base class of all data classes with `stdlib`. Its attributes are
/// about the class through which they are asked for, and are made then: `dataclasses` is slow to import.
///
/// No `#[pyclass]`: that takes part in garbage collection, and a class that `object` is to be replaced by
/// must not.
fn dataclass_fields(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let class = CLASS.get_or_try_init(py, || {
        let mut slots = [ffi::PyType_Slot { slot: 0, pfunc: ptr::null_mut() }];
        let flags = ffi::Py_TPFLAGS_DEFAULT | ffi::Py_TPFLAGS_BASETYPE;
        let mut spec = ffi::PyType_Spec {
            // `typing.get_type_hints` of Python 3.9 wants the module of each base class to be there.
            name: c"builtins.DataclassFields".as_ptr(),
            // That of `object`.
            basicsize: 0,
            itemsize: 0,
            flags: flags.try_into()?,
            slots: slots.as_mut_ptr(),
        };
        // SAFETY: a complete description, whose name lives for ever; it gives a new reference to a class.
        let class = unsafe {
            let class = ffi::PyType_FromSpec(&raw mut spec);
            Bound::from_owned_ptr_or_err(py, class)?.cast_into_unchecked::<PyType>()
        };
        for attribute in ATTRIBUTES {
            class.setattr(attribute.name, Bound::new(py, attribute)?)?;
        }
        Ok::<_, PyErr>(class.unbind())
    })?;
    Ok(class.bind(py))
}

const ATTRIBUTES: [Lazy; 3] = [
    Lazy { name: FIELDS, get: |asked, _| asked.table.cache.stdlib.fields(asked.py, asked.table) },
    Lazy { name: PARAMS, get: |asked, _| asked.table.cache.stdlib.params(asked.py, asked.table) },
    Lazy { name: RICH_REPR, get: rich_repr },
];

/// A descriptor.
#[pyclass(frozen, module = "pyo3_classes")]
struct Lazy {
    name: &'static str,
    get: for<'py> fn(&Asked<'_, 'py>, Option<&Bound<'py, PyAny>>) -> PyResult<Py<PyAny>>,
}

/// The class through which an attribute is asked for, and what it is or extends.
struct Asked<'a, 'py> {
    py: Python<'py>,
    owner: &'a Bound<'py, PyType>,
    table: &'static ClassTable,
}

#[pymethods]
impl Lazy {
    fn __get__<'py>(
        &self,
        py: Python<'py>,
        instance: Option<&Bound<'py, PyAny>>,
        owner: &Bound<'py, PyType>,
    ) -> PyResult<Py<PyAny>> {
        let info = owner.getattr_opt(intern!(py, "__pyo3_classes__"))?;
        let table = info
            .and_then(|info| info.cast_into::<ClassInfo>().ok())
            .and_then(|info| info.get().table.stdlib())
            .ok_or_else(|| PyAttributeError::new_err(self.name))?;
        (self.get)(&Asked { py, owner, table }, instance)
    }
}

impl Made {
    /// `__dataclass_fields__`
    fn fields(&self, py: Python<'_>, table: &'static ClassTable) -> PyResult<Py<PyAny>> {
        let made = self.fields.get_or_try_init(py, || {
            let fields = PyDict::new(py);
            for field in table.attributes() {
                fields.set_item(field.name(), made_field(py, field)?)?;
            }
            Ok::<_, PyErr>(fields.into_any().unbind())
        })?;
        Ok(made.clone_ref(py))
    }

    /// `__dataclass_params__`
    fn params(&self, py: Python<'_>, table: &'static ClassTable) -> PyResult<Py<PyAny>> {
        let made = self.params.get_or_try_init(py, || {
            let options = &table.options;
            let Stdlib { unsafe_hash, kw_only } =
                options.stdlib.unwrap_or(Stdlib { unsafe_hash: false, kw_only: false });
            let class = dataclasses(py)?.getattr(intern!(py, "_DataclassParams"))?;
            let params = PyDict::new(py);
            // Which of them there are depends on the Python version.
            for name in class.getattr(intern!(py, "__slots__"))?.try_iter()? {
                let name = name?;
                let value = match name.extract::<String>()?.as_str() {
                    "init" => options.init,
                    "repr" => options.repr,
                    "eq" => options.eq,
                    "order" => options.order,
                    "unsafe_hash" => unsafe_hash,
                    "frozen" => options.frozen,
                    "match_args" => options.match_args,
                    "kw_only" => kw_only,
                    // `slots` and `weakref_slot`: there is no `__slots__`.
                    _ => false,
                };
                params.set_item(name, value)?;
            }
            class.call((), Some(&params)).map(Bound::unbind)
        })?;
        Ok(made.clone_ref(py))
    }
}

fn dataclasses(py: Python<'_>) -> PyResult<Bound<'_, PyModule>> {
    py.import(intern!(py, "dataclasses"))
}

/// The `dataclasses.Field`.
///
/// Its name is that of the attribute, which `fields` and `asdict` read. `replace` calls the class with
/// it as well, which is why the constructor takes it beside the alias (`arguments::position`).
fn made_field<'py>(py: Python<'py>, field: &'static Attribute) -> PyResult<Bound<'py, PyAny>> {
    let dataclasses = dataclasses(py)?;
    let options = &field.options;
    let arguments = PyDict::new(py);
    for (name, value) in
        [("init", options.init), ("repr", options.repr), ("compare", options.compare)]
    {
        arguments.set_item(name, value)?;
    }
    // `None` is as `compare`.
    arguments.set_item("hash", (options.hash != options.compare).then_some(options.hash))?;
    arguments.set_item("metadata", metadata(py, field)?)?;
    if py.version_info() >= (3, 10) {
        arguments.set_item("kw_only", options.kw_only)?;
    }
    if py.version_info() >= (3, 14) && !field.doc.is_empty() {
        arguments.set_item("doc", field.doc.to_string_lossy())?;
    }
    if let Some((name, default)) = default(py, field)? {
        arguments.set_item(name, default)?;
    }
    let made = dataclasses.getattr(intern!(py, "field"))?.call((), Some(&arguments))?;
    made.setattr(intern!(py, "name"), field.name())?;
    made.setattr(intern!(py, "type"), field.table.hint.resolve(py)?)?;
    let kind = intern!(py, "_field_type");
    made.setattr(kind, dataclasses.getattr(intern!(py, "_FIELD"))?)?;
    Ok(made)
}

/// `metadata`, with `title` and `examples`.
fn metadata<'py>(py: Python<'py>, field: &FieldRow) -> PyResult<Bound<'py, PyDict>> {
    let metadata = field.metadata(py)?;
    if let Some(title) = field.description.title
        && !metadata.contains("title")?
    {
        metadata.set_item("title", title)?;
    }
    if !field.description.examples.is_empty() && !metadata.contains("examples")? {
        metadata.set_item("examples", field.examples(py)?)?;
    }
    Ok(metadata)
}

/// `default` or `default_factory`, by the stdlib's rule: a value without a hash could be changed.
fn default<'py>(
    py: Python<'py>,
    field: &'static Attribute,
) -> PyResult<Option<(&'static str, Bound<'py, PyAny>)>> {
    let Some(default) = field.default else { return Ok(None) };
    if !default.factory
        && !field.options.secret
        && let Some(value) = field.default_value(py)?
    {
        let class = value.get_type();
        if !class.getattr(intern!(py, "__hash__"))?.is_none() {
            return Ok(Some(("default", value)));
        }
        let containers = [py.get_type::<PyList>(), py.get_type::<PyDict>(), py.get_type::<PySet>()];
        if containers.iter().any(|container| class.is(container)) && value.is_empty()? {
            return Ok(Some(("default_factory", class.into_any())));
        }
    }
    Ok(Some(("default_factory", Bound::new(py, DefaultFactory { field })?.into_any())))
}

/// Makes the default of a field.
#[pyclass(frozen, module = "pyo3_classes")]
struct DefaultFactory {
    field: &'static Attribute,
}

#[pymethods]
impl DefaultFactory {
    fn __call__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.field.default_value(py)
    }

    fn __repr__(&self) -> String {
        format!("<default of {}.{}>", self.field.owner.name, self.field.name())
    }
}

/// `__rich_repr__`: rich breaks the text of a long instance into lines, as it does that of a dataclass,
/// if `repr` is still the generated one.
fn rich_repr<'py>(
    class: &Asked<'_, 'py>,
    instance: Option<&Bound<'py, PyAny>>,
) -> PyResult<Py<PyAny>> {
    let Asked { py, owner, table } = *class;
    let repr = intern!(py, "__repr__");
    let (Some(instance), true) = (
        instance,
        table.options.repr && owner.getattr(repr)?.is((table.type_object)(py).getattr(repr)?),
    ) else {
        return Err(PyAttributeError::new_err(RICH_REPR));
    };
    let instance = instance.clone().unbind();
    let function = PyCFunction::new_closure(py, Some(c"__rich_repr__"), None, move |args, _| {
        shown_fields(instance.bind(args.py()), table).map(Bound::unbind)
    })?;
    Ok(function.into_any().unbind())
}

/// A tuple for each field that `repr` shows, with its name unless `repr` leaves that out.
fn shown_fields<'py>(
    instance: &Bound<'py, PyAny>,
    table: &'static ClassTable,
) -> PyResult<Bound<'py, PyList>> {
    let py = instance.py();
    let shown = PyList::empty(py);
    for field in table.attributes().iter().filter(|field| field.options.repr) {
        let value = if field.options.secret {
            HIDDEN.into_pyobject(py)?.into_any()
        } else {
            instance.getattr(field.name())?
        };
        if table.options.newtype {
            shown.append((value,))?;
        } else {
            shown.append((field.name(), value))?;
        }
    }
    Ok(shown)
}
