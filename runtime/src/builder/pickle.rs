//! Pickling: a builder is taken apart into its values by name, and its own `__pyo3_classes__` puts it
//! together again.

use pyo3::exceptions::PyTypeError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyString, PyTuple, PyType};

use super::class::Builder;
use super::compare::to_py;
use super::draft::{Draft, Mark};
use super::table::BuilderTable;
use super::value::Value;
use crate::data_class::check_makes;
use crate::data_class::pickle::homeless;
use crate::error::shared;

/// `__reduce__`
pub(super) fn reduce<'py>(builder: &Bound<'py, Builder>) -> PyResult<Bound<'py, PyTuple>> {
    let (py, this) = (builder.py(), builder.get());
    let draft = this.draft(py)?.copied(py)?;
    let values = PyDict::new(py);
    for (index, field) in this.table.fields().iter().enumerate() {
        if let Some(value) = draft.value(index) {
            values.set_item(field.name(), to_py(field, value, py)?)?;
        }
    }
    let info = builder.get_type().getattr(intern!(py, "__pyo3_classes__"))?;
    (info, (this.class.bind(py), values)).into_pyobject(py)
}

/// `__pyo3_classes__` of a builder's class: what tools read, and what unpickles builders.
#[pyclass(frozen, module = "pyo3_classes", dict)]
pub(super) struct BuilderInfo {
    table: &'static BuilderTable,
    path: PyOnceLock<Py<PyString>>,
}

impl BuilderInfo {
    pub(super) fn of<'py>(
        py: Python<'py>,
        table: &'static BuilderTable,
    ) -> PyResult<Bound<'py, Self>> {
        Bound::new(py, Self { table, path: PyOnceLock::new() })
    }
}

#[pymethods]
impl BuilderInfo {
    /// What the class is: `"builder"`.
    #[classattr]
    #[pyo3(name = "kind")]
    const KIND: &'static str = "builder";

    /// The class that it builds.
    #[getter]
    fn builds<'py>(&self, py: Python<'py>) -> Bound<'py, PyType> {
        (self.table.class().type_object)(py)
    }

    /// The fields in order, a dict each.
    #[getter]
    fn fields<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyDict>>> {
        let mut fields = Vec::new();
        for field in self.table.fields() {
            let Some(setter) = field.row.setter else { continue };
            let dict = PyDict::new(py);
            dict.set_item("name", field.key())?;
            dict.set_item("setter", setter.name.to_string_lossy())?;
            dict.set_item("field", field.name())?;
            dict.set_item("required", !field.is_optional())?;
            dict.set_item("set_once", field.row.set_once)?;
            fields.push(dict);
        }
        Ok(fields)
    }

    /// Makes a builder again from the parts that a pickle holds.
    #[pyo3(signature = (class, values, /))]
    fn __call__<'py>(
        &self,
        class: &Bound<'py, PyType>,
        values: &Bound<'py, PyDict>,
    ) -> PyResult<Bound<'py, Builder>> {
        let py = class.py();
        check_makes(self.table.class(), class)?;
        let mut draft = Draft::new(self.table);
        for (name, value) in values {
            let name = name.cast::<PyString>()?.to_cow()?.into_owned();
            let position = self.table.fields().iter().position(|field| field.name() == name);
            let Some(index) = position else {
                return Err(PyTypeError::new_err(format!(
                    "a pickle of {} has a value for '{name}', which is no field of {}",
                    self.table.name,
                    self.table.class().name,
                )));
            };
            let field = &self.table.fields()[index];
            let mode = field.owner.options.mode;
            // SAFETY: `from_py` writes a value of the type if it returns `Ok`.
            let new = unsafe {
                Value::make(field.table, |slot| {
                    (field.table.from_py)(value.as_borrowed(), mode, slot)
                })
            };
            let new = new.map_err(|error| {
                error.into_py_err(py, field.owner.name, field.name(), field.options.secret)
            })?;
            // SAFETY: as above.
            unsafe { draft.put(index, new, Mark::Unchecked) };
        }
        Builder::new(class, draft)
    }

    /// Makes an exception again that spoke of the class.
    fn restore_error<'py>(
        slf: &Bound<'py, Self>,
        name: &str,
        args: &Bound<'py, PyTuple>,
    ) -> PyResult<Bound<'py, PyAny>> {
        shared(slf.py(), name)?.call1(args)
    }

    /// Pickled by reference: as an attribute of its class, in the module of the class that it builds.
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyString>> {
        let (py, this) = (slf.py(), slf.get());
        let path = this.path.get_or_try_init(py, || {
            let module = (this.table.class().type_object)(py).module()?;
            if module == "builtins" {
                return Err(homeless(py, this.table.name));
            }
            slf.setattr(intern!(py, "__module__"), module)?;
            let class = (this.table.type_object)(py).qualname()?;
            Ok::<_, PyErr>(PyString::new(py, &format!("{class}.__pyo3_classes__")).unbind())
        })?;
        Ok(path.bind(py).clone())
    }

    fn __repr__(&self) -> String {
        format!("<pyo3_classes information about builder '{}'>", self.table.name)
    }
}
