//! The schemas of enums with data: one for each variant, in the form that the wire has.

use pyo3::exceptions::PySystemError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

use super::{Named, Schemas, document};
use crate::data_class::items::entries;
use crate::pyo3_internals::{self, Method, raw};
use crate::wire::methods::class_of;
use crate::wire::variants::{Style, Tagging, Union, UnionTable, VariantRow, of_class};

entries! { for Union;
    JsonSchema: noargs = |py, class| {
        document(py, of_class::<T>(&class_of(py, class))).map(Bound::into_ptr)
    }
}

/// `json_schema` of an enum with data.
pub const fn union_json_schema_method<T: Union>() -> Method {
    pyo3_internals::class_method_noargs(
        c"json_schema",
        raw::noargs::<JsonSchema<T>>,
        c"json_schema($type, /)\n--\n\nReturn the JSON Schema (Draft 2020-12) of the enum, or of one of its variants, as a dict.",
    )
}

impl<'py> Schemas<'py> {
    /// The reference to an enum.
    pub fn union<E: Union>(&mut self) -> PyResult<Bound<'py, PyDict>> {
        self.refer(Named::Union(E::union_table()))
    }

    /// Any variant.
    pub(super) fn union_of_all(
        &mut self,
        union: &'static UnionTable,
    ) -> PyResult<Bound<'py, PyDict>> {
        let members = PyList::empty(self.py);
        for (name, row) in union.names.iter().zip(union.variants) {
            members.append(self.variant(union, name, row)?)?;
        }
        let schema = PyDict::new(self.py);
        schema.set_item("title", (union.base)().name)?;
        schema.set_item("anyOf", members)?;
        Ok(schema)
    }

    /// One variant.
    pub(super) fn only(
        &mut self,
        union: &'static UnionTable,
        index: usize,
    ) -> PyResult<Bound<'py, PyDict>> {
        let Some((name, row)) = union.variant(index) else {
            return Err(PySystemError::new_err("there is no such variant"));
        };
        let schema = PyDict::new(self.py);
        schema.set_item("title", (row.table)().name)?;
        schema.update(self.variant(union, name, row)?.as_mapping())?;
        Ok(schema)
    }

    fn variant(
        &mut self,
        union: &'static UnionTable,
        name: &str,
        row: &'static VariantRow,
    ) -> PyResult<Bound<'py, PyDict>> {
        let content = self.content(row)?;
        let tagged = self.of_type("object")?;
        let (properties, required) = (PyDict::new(self.py), PyList::empty(self.py));
        let is_name = PyDict::new(self.py);
        is_name.set_item("const", name)?;
        match (union.tagging, content) {
            (Tagging::External, None) => return Ok(is_name),
            (Tagging::External, Some(content)) => {
                properties.set_item(name, content)?;
                required.append(name)?;
                tagged.set_item("additionalProperties", false)?;
            }
            (Tagging::Internal(tag), content) => {
                properties.set_item(tag, is_name)?;
                required.append(tag)?;
                match content {
                    // The content of a struct is where its tag is.
                    Some(content) if row.style() == Style::Struct => {
                        let fields = content.get_item("properties")?;
                        let fields = fields.map(Bound::cast_into::<PyDict>).transpose()?;
                        if let Some(fields) = fields {
                            properties.update(fields.as_mapping())?;
                        }
                        if let Some(names) = content.get_item("required")? {
                            for name in names.try_iter()? {
                                required.append(name?)?;
                            }
                        }
                    }
                    // A newtype holds an object, in which the tag is one more key.
                    Some(content) => {
                        tagged.set_item("allOf", [content])?;
                        tagged.set_item("properties", properties)?;
                        tagged.set_item("required", required)?;
                        return Ok(tagged);
                    }
                    None => {}
                }
            }
            (Tagging::Adjacent { tag, content: key }, content) => {
                properties.set_item(tag, is_name)?;
                required.append(tag)?;
                if let Some(content) = content {
                    properties.set_item(key, content)?;
                    required.append(key)?;
                }
            }
        }
        tagged.set_item("properties", properties)?;
        tagged.set_item("required", required)?;
        if union.deny_unknown_fields {
            tagged.set_item("additionalProperties", false)?;
        }
        Ok(tagged)
    }

    /// What a variant has beside its name.
    fn content(&mut self, row: &'static VariantRow) -> PyResult<Option<Bound<'py, PyDict>>> {
        Ok(match row.style() {
            Style::Unit => None,
            Style::Struct => Some(self.object((row.table)())?),
            Style::Newtype => match row.fields().next() {
                Some((_, field)) => Some(self.property(field)?),
                None => None,
            },
            Style::Tuple => {
                let fields = row.fields().map(|(_, field)| self.property(field));
                let fields = fields.collect::<PyResult<Vec<_>>>()?;
                Some(self.tuple(&fields)?)
            }
        })
    }
}
