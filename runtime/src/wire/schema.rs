//! `json_schema()`: what JSON may say of a class, as [JSON Schema, Draft 2020-12].
//!
//! [JSON Schema, Draft 2020-12]: https://json-schema.org/draft/2020-12

pub(crate) mod keywords;
mod named;
mod types;
mod union;

use std::ptr;

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyFloat, PyInt, PyList, PyString};

pub(super) use named::Named;
pub use union::union_json_schema_method;

use super::attribute::WireAttribute;
use super::plain::Form;
use super::version::VERSION;
use crate::data_class::items::{Class, entries};
use crate::data_class::{ClassTable, DefaultValue};
use crate::pyo3_internals::{self, Method, raw};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

entries! { for Class;
    JsonSchema: noargs = |py, _class| { of_class(py, T::table()).map(Bound::into_ptr) }
}

/// `json_schema`.
pub const fn json_schema_method<T: Class>() -> Method {
    pyo3_internals::class_method_noargs(
        c"json_schema",
        raw::noargs::<JsonSchema<T>>,
        c"json_schema($type, /)\n--\n\nReturn the JSON Schema (Draft 2020-12) of the class, as a dict.",
    )
}

fn of_class<'py>(py: Python<'py>, table: &'static ClassTable) -> PyResult<Bound<'py, PyDict>> {
    document(py, Named::Class(table))
}

/// The schema of `root`, with those that it refers to.
fn document(py: Python<'_>, root: Named) -> PyResult<Bound<'_, PyDict>> {
    let definitions = PyDict::new(py);
    let place =
        Place::Document { root: root.table(), names: Vec::new(), definitions: definitions.clone() };
    let mut schemas = Schemas { py, place };
    let schema = PyDict::new(py);
    schema.set_item("$schema", DIALECT)?;
    schema.update(schemas.whole(root)?.as_mapping())?;
    if !definitions.is_empty() {
        schema.set_item("$defs", definitions)?;
    }
    Ok(schema)
}

/// Makes the schemas of types. Classes are told once, and referred to.
pub struct Schemas<'py> {
    py: Python<'py>,
    place: Place<'py>,
}

/// Where the schemas of classes are.
enum Place<'py> {
    /// In the `$defs` of the schema of the class `root`.
    Document {
        root: &'static ClassTable,
        names: Vec<(&'static ClassTable, String)>,
        definitions: Bound<'py, PyDict>,
    },
    /// Where another tool has them, which gives the reference to each.
    Elsewhere(Refer<'py>),
}

/// Gives the reference to a schema.
pub(super) type Refer<'py> = Box<dyn Fn(Named) -> PyResult<Bound<'py, PyDict>> + 'py>;

impl<'py> Schemas<'py> {
    /// Schemas for another tool's document.
    pub(super) fn elsewhere(py: Python<'py>, refer: Refer<'py>) -> Self {
        Self { py, place: Place::Elsewhere(refer) }
    }

    /// The reference to a class.
    pub(crate) fn class(&mut self, table: &'static ClassTable) -> PyResult<Bound<'py, PyDict>> {
        self.refer(Named::Class(table))
    }

    /// The reference to a schema; one of our own document is made the first time.
    fn refer(&mut self, to: Named) -> PyResult<Bound<'py, PyDict>> {
        let (root, names, definitions) = match &mut self.place {
            Place::Elsewhere(refer) => return refer(to),
            Place::Document { root, names, definitions } => (*root, names, definitions.clone()),
        };
        let table = to.table();
        if ptr::eq(root, table) {
            return self.reference("#");
        }
        let known = names.iter().find(|(known, _)| ptr::eq(*known, table));
        if let Some((_, name)) = known {
            let to = format!("#/$defs/{name}");
            return self.reference(&to);
        }
        // Two classes may have one name.
        let same = names.iter().filter(|(known, _)| known.name == table.name).count();
        let name = match same {
            0 => table.name.to_owned(),
            count => format!("{}{}", table.name, count + 1),
        };
        names.push((table, name.clone()));
        // It has its place before those that it refers to.
        definitions.set_item(&name, self.py.None())?;
        definitions.set_item(&name, self.whole(to)?)?;
        self.reference(&format!("#/$defs/{name}"))
    }

    fn reference(&self, to: &str) -> PyResult<Bound<'py, PyDict>> {
        let schema = PyDict::new(self.py);
        schema.set_item("$ref", to)?;
        Ok(schema)
    }

    /// The schema itself.
    pub(super) fn whole(&mut self, of: Named) -> PyResult<Bound<'py, PyDict>> {
        match of {
            Named::Class(table) => self.object(table),
            Named::Union(union) => self.union_of_all(union),
            Named::Variant(union, index) => self.only(union, index),
        }
    }

    /// The schema of a class itself.
    fn object(&mut self, table: &'static ClassTable) -> PyResult<Bound<'py, PyDict>> {
        let py = self.py;
        let schema = PyDict::new(py);
        schema.set_item("title", table.name)?;
        let doc = (table.type_object)(py).getattr(intern!(py, "__doc__"))?;
        if doc.is_truthy()? {
            schema.set_item("description", doc)?;
        }
        schema.set_item("type", "object")?;
        let (properties, required) = (PyDict::new(py), PyList::empty(py));
        self.version(table, &properties, &required)?;
        for wire in table.wire_attributes() {
            let Some(name) = wire.name else { continue };
            properties.set_item(name, self.property(wire)?)?;
            if !wire.has_absent() {
                required.append(name)?;
            }
        }
        schema.set_item("properties", properties)?;
        if !required.is_empty() {
            schema.set_item("required", required)?;
        }
        if table.wire.is_some_and(|wire| wire.deny_unknown_fields) {
            schema.set_item("additionalProperties", false)?;
        }
        Ok(schema)
    }

    /// What tells the version: without it the first is meant.
    fn version(
        &self,
        table: &'static ClassTable,
        properties: &Bound<'py, PyDict>,
        required: &Bound<'py, PyList>,
    ) -> PyResult<()> {
        let schema = PyDict::new(self.py);
        if !table.is_of_first_version() {
            schema.set_item("const", table.present_version().object(self.py)?)?;
            required.append(VERSION)?;
        } else if !(table.tells_version()
            || table.wire.is_some_and(|wire| wire.deny_unknown_fields))
        {
            return Ok(());
        }
        properties.set_item(VERSION, schema)
    }

    fn property(&mut self, wire: &WireAttribute) -> PyResult<Bound<'py, PyDict>> {
        let (py, row) = (self.py, wire.attribute.row);
        // What only serde knows may be anything.
        let is_foreign = wire.row.is_some_and(|row| row.content.is_some());
        let schema = if is_foreign { PyDict::new(py) } else { (row.table.schema)(self)? };
        for constraint in row.constraints {
            constraint.schema(&schema)?;
        }
        let property = PyDict::new(py);
        property.update(schema.as_mapping())?;
        if let Some(title) = row.description.title {
            property.set_item("title", title)?;
        }
        let doc = row.doc.to_string_lossy();
        if !doc.is_empty() {
            property.set_item("description", doc)?;
        }
        if is_foreign || row.options.secret {
            return Ok(property);
        }
        let written = |value: DefaultValue| {
            let mut written = Ok(None);
            value.lend(&mut |slot| {
                // SAFETY: `slot` points to a value of the field's type.
                written = unsafe { (row.table.to_plain)(slot, py, Form::Wire) }.map(Some);
            });
            written.map(|value: Option<Bound<'py, PyAny>>| value.filter(is_json))
        };
        if let Some(default) = row.default.filter(|default| !default.factory)
            && let Some(default) = written(default)?
        {
            property.set_item("default", default)?;
        }
        let examples = PyList::empty(py);
        for example in row.description.examples {
            if let Some(example) = written(*example)? {
                examples.append(example)?;
            }
        }
        if !examples.is_empty() {
            property.set_item("examples", examples)?;
        }
        Ok(property)
    }
}

/// Whether it is what JSON has: the Python value of a type that is not on the wire may be anything.
fn is_json(value: &Bound<'_, PyAny>) -> bool {
    if let Ok(list) = value.cast::<PyList>() {
        return list.iter().all(|item| is_json(&item));
    }
    if let Ok(dict) = value.cast::<PyDict>() {
        return dict.iter().all(|(key, value)| key.is_instance_of::<PyString>() && is_json(&value));
    }
    value.is_none()
        || value.is_exact_instance_of::<PyString>()
        // `bool` as well.
        || value.is_instance_of::<PyInt>()
        || value.cast::<PyFloat>().is_ok_and(|float| float.value().is_finite())
}
