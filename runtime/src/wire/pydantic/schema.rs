//! The JSON Schemas in pydantic's documents.

use std::cell::RefCell;
use std::ptr;

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString, PyType};

use super::dict;
use crate::data_class::ClassTable;
use crate::wire::schema::{Named, Schemas};

/// The name that pydantic has for the class.
pub(super) fn reference(class: &Bound<'_, PyType>) -> PyResult<String> {
    let (module, name) = (class.module()?, class.qualname()?);
    Ok(format!("{module}.{name}:{}", class.as_ptr() as usize))
}

thread_local! {
    /// The classes whose schemas are being made: one that holds itself is referred to.
    static BEING_MADE: RefCell<Vec<*const ClassTable>> = const { RefCell::new(Vec::new()) };
}

/// The schema, in whose place pydantic puts a reference; it has those of the classes inside.
pub(super) fn json_schema<'py>(
    named: Named,
    handler: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyDict>> {
    let (py, handler) = (handler.py(), handler.clone());
    BEING_MADE.with_borrow_mut(|made| made.push(named.table()));
    let mut schemas = Schemas::elsewhere(py, Box::new(move |named| refer(named, &handler)));
    let schema = schemas.whole(named);
    BEING_MADE.with_borrow_mut(Vec::pop);
    schema
}

/// The reference to a schema, which pydantic gives for one of its own: of that only the name counts, and
/// the function which it calls for ours.
fn refer<'py>(named: Named, handler: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyDict>> {
    let (py, table) = (handler.py(), named.table());
    let text = |text: &str| PyString::new(py, text).into_any();
    let name = text(&reference(&(table.type_object)(py))?);
    let is_being_made =
        BEING_MADE.with_borrow(|made| made.iter().any(|made| ptr::eq(*made, table)));
    let schema = if is_being_made {
        dict(py, [("type", text("definition-ref")), ("schema_ref", name)])?
    } else {
        let functions = PyList::new(py, [Bound::new(py, JsonSchema { named })?])?;
        let metadata = dict(py, [("pydantic_js_functions", functions.into_any())])?;
        let schema =
            dict(py, [("type", text("any")), ("ref", name), ("metadata", metadata.into_any())])?;
        // By itself the schema would not be asked for its functions.
        let (kind, definitions) = (text("definitions"), PyList::empty(py).into_any());
        let schema = schema.into_any();
        dict(py, [("type", kind), ("schema", schema), ("definitions", definitions)])?
    };
    handler.call1((schema,))?.cast_into::<PyDict>()?.copy()
}

/// The function that pydantic calls for a JSON Schema.
#[pyclass(frozen, module = "pyo3_classes")]
struct JsonSchema {
    named: Named,
}

#[pymethods]
impl JsonSchema {
    fn __call__<'py>(
        &self,
        _core_schema: &Bound<'py, PyAny>,
        handler: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyDict>> {
        json_schema(self.named, handler)
    }
}
