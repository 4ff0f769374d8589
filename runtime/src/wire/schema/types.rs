//! The schemas of types.

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyFloat, PyInt, PyList, PyString, PyType};

use super::Schemas;
use crate::field_type::FieldType;
use crate::hint::{Node, TypeHint};

/// Three bytes in base64.
const THREE: &str = "([A-Za-z0-9+/]{4})";
/// One more, with padding, and no bits after its last.
const ONE: &str = "[A-Za-z0-9+/][AQgw]==";
/// Two more.
const TWO: &str = "[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=";

impl<'py> Schemas<'py> {
    pub(super) fn of_type(&self, name: &str) -> PyResult<Bound<'py, PyDict>> {
        let schema = PyDict::new(self.py);
        schema.set_item("type", name)?;
        Ok(schema)
    }

    /// Any of these.
    fn any_of(&self, schemas: Vec<Bound<'py, PyDict>>) -> PyResult<Bound<'py, PyDict>> {
        let schema = PyDict::new(self.py);
        schema.set_item("anyOf", schemas)?;
        Ok(schema)
    }

    /// A text.
    pub fn text(&self, format: Option<&str>) -> PyResult<Bound<'py, PyDict>> {
        let schema = self.of_type("string")?;
        if let Some(format) = format {
            schema.set_item("format", format)?;
        }
        Ok(schema)
    }

    /// An integer of a type that has these.
    pub fn integer<T: IntoPyObject<'py>>(&self, min: T, max: T) -> PyResult<Bound<'py, PyDict>> {
        let schema = self.of_type("integer")?;
        schema.set_item("minimum", min)?;
        schema.set_item("maximum", max)?;
        Ok(schema)
    }

    /// The same without 0.
    pub fn nonzero<T: IntoPyObject<'py> + Default + PartialEq>(
        &self,
        min: T,
        max: T,
    ) -> PyResult<Bound<'py, PyDict>> {
        let unsigned = min == T::default();
        let schema = self.integer(min, max)?;
        if unsigned {
            schema.set_item("minimum", 1)?;
        } else {
            let zero = PyDict::new(self.py);
            zero.set_item("const", 0)?;
            schema.set_item("not", zero)?;
        }
        Ok(schema)
    }

    /// A float. Those that are not finite are texts.
    pub fn float(&self) -> PyResult<Bound<'py, PyDict>> {
        self.number_or_name(self.of_type("number")?)
    }

    /// A float nearer to 0 than this.
    pub fn float_below(&self, end: f64) -> PyResult<Bound<'py, PyDict>> {
        let number = self.of_type("number")?;
        number.set_item("exclusiveMinimum", -end)?;
        number.set_item("exclusiveMaximum", end)?;
        self.number_or_name(number)
    }

    fn number_or_name(&self, number: Bound<'py, PyDict>) -> PyResult<Bound<'py, PyDict>> {
        let names = PyDict::new(self.py);
        names.set_item("enum", ["NaN", "Infinity", "-Infinity"])?;
        self.any_of(vec![number, names])
    }

    /// Bytes.
    pub fn bytes(&self) -> PyResult<Bound<'py, PyDict>> {
        self.base64(&format!("^{THREE}*({ONE}|{TWO})?$"))
    }

    /// Bytes of this length.
    fn bytes_of_length(&self, len: usize) -> PyResult<Bound<'py, PyDict>> {
        let rest = ["", ONE, TWO][len % 3];
        self.base64(&format!("^{THREE}{{{}}}{rest}$", len / 3))
    }

    fn base64(&self, pattern: &str) -> PyResult<Bound<'py, PyDict>> {
        let schema = self.of_type("string")?;
        schema.set_item("contentEncoding", "base64")?;
        schema.set_item("pattern", pattern)?;
        Ok(schema)
    }

    /// An `Option`.
    pub fn optional<T: FieldType>(&mut self) -> PyResult<Bound<'py, PyDict>> {
        let (schema, null) = (T::schema(self)?, self.of_type("null")?);
        match schema.get_item("anyOf")? {
            Some(members) if schema.len() == 1 => {
                let members = members.cast_into::<PyList>()?;
                if !members.contains(&null)? {
                    members.append(null)?;
                }
                Ok(schema)
            }
            _ => self.any_of(vec![schema, null]),
        }
    }

    /// A list, or bytes.
    pub fn list<T: FieldType>(&mut self) -> PyResult<Bound<'py, PyDict>> {
        if T::SEQUENCE_IS_BYTES {
            return self.bytes();
        }
        let schema = self.of_type("array")?;
        schema.set_item("items", T::schema(self)?)?;
        Ok(schema)
    }

    /// A list of this length, or bytes.
    pub fn array<T: FieldType>(&mut self, len: usize) -> PyResult<Bound<'py, PyDict>> {
        if T::SEQUENCE_IS_BYTES {
            return self.bytes_of_length(len);
        }
        let schema = self.list::<T>()?;
        schema.set_item("minItems", len)?;
        schema.set_item("maxItems", len)?;
        Ok(schema)
    }

    /// A list that stands for a set.
    pub fn set<T: FieldType>(&mut self) -> PyResult<Bound<'py, PyDict>> {
        let schema = self.of_type("array")?;
        schema.set_item("items", T::schema(self)?)?;
        schema.set_item("uniqueItems", true)?;
        Ok(schema)
    }

    /// A tuple of these.
    pub fn tuple(&self, items: &[Bound<'py, PyDict>]) -> PyResult<Bound<'py, PyDict>> {
        let schema = self.of_type("array")?;
        // The keyword must have an item.
        if !items.is_empty() {
            schema.set_item("prefixItems", items)?;
            schema.set_item("items", false)?;
        }
        schema.set_item("minItems", items.len())?;
        schema.set_item("maxItems", items.len())?;
        Ok(schema)
    }

    /// A map.
    pub fn map<K: FieldType, V: FieldType>(&mut self) -> PyResult<Bound<'py, PyDict>> {
        let schema = self.of_type("object")?;
        if let Some(names) = names_of_keys(&K::schema(self)?)? {
            schema.set_item("propertyNames", names)?;
        }
        schema.set_item("additionalProperties", V::schema(self)?)?;
        Ok(schema)
    }

    /// What the hint says.
    pub(crate) fn of_hint(&self, hint: &TypeHint) -> PyResult<Bound<'py, PyDict>> {
        match hint.0 {
            Node::Builtin("str") => self.text(None),
            Node::Builtin("int") => self.of_type("integer"),
            Node::Builtin("float") => self.float(),
            Node::Builtin("bool") => self.of_type("boolean"),
            Node::Builtin("bytes") => self.bytes(),
            Node::None => self.of_type("null"),
            Node::Union(members) => {
                let members = members.iter().map(|member| self.of_hint(member));
                self.any_of(members.collect::<PyResult<_>>()?)
            }
            Node::Class { object, .. } => self.of_python_class(&object(self.py)?),
            _ => Ok(PyDict::new(self.py)),
        }
    }

    /// An enum's values; any other class may be anything.
    fn of_python_class(&self, class: &Bound<'py, PyType>) -> PyResult<Bound<'py, PyDict>> {
        let py = self.py;
        let schema = PyDict::new(py);
        let base = py.import(intern!(py, "enum"))?.getattr(intern!(py, "Enum"))?;
        if !class.is_subclass(&base)? {
            return Ok(schema);
        }
        schema.set_item("title", class.name()?)?;
        let doc = class.getattr(intern!(py, "__doc__"))?;
        // What Python before 3.11 has for an enum without a text of its own.
        if doc.is_truthy()? && !doc.eq("An enumeration.")? {
            schema.set_item("description", doc)?;
        }
        let values = PyList::empty(py);
        // With the aliases, and for flags all that have a name.
        for member in
            class.getattr(intern!(py, "__members__"))?.call_method0("values")?.try_iter()?
        {
            let value = member?.getattr(intern!(py, "value"))?;
            let is_plain = value.is_none()
                || value.is_instance_of::<PyString>()
                || value.is_instance_of::<PyInt>()
                || value.is_instance_of::<PyFloat>();
            if !is_plain {
                return Ok(schema);
            }
            if !values.contains(&value)? {
                values.append(value)?;
            }
        }
        schema.set_item("enum", values)?;
        Ok(schema)
    }
}

/// The schema of the texts that keys are on the wire, by that of the keys; `None` if any will do.
fn names_of_keys<'py>(keys: &Bound<'py, PyDict>) -> PyResult<Option<Bound<'py, PyDict>>> {
    let names = PyDict::new(keys.py());
    if let Some(values) = keys.get_item("enum")? {
        names.set_item("enum", values)?;
        return Ok(Some(names));
    }
    let Some(kind) = keys.get_item("type")? else { return Ok(None) };
    match kind.extract::<String>()?.as_str() {
        "string" if keys.len() > 1 => return Ok(Some(keys.clone())),
        "integer" => {
            let min = keys.get_item("minimum")?;
            let signed = min.map_or(Ok(true), |min| min.lt(0))?;
            let pattern = if signed { "^(0|-?[1-9][0-9]*)$" } else { "^(0|[1-9][0-9]*)$" };
            names.set_item("pattern", pattern)?;
        }
        "boolean" => names.set_item("enum", ["true", "false"])?,
        _ => return Ok(None),
    }
    Ok(Some(names))
}
