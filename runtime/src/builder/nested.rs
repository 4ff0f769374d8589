//! `#[pybuilder(nested)]`: a setter that also takes what builds the object.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyMapping;

use super::Buildable;
use super::build::{self, Wrong};
use super::class::Builder;
use super::draft::Draft;
use super::setters::Refusal;
use super::table::{BuilderField, BuilderTable};
use super::value::Value;
use crate::error::{ConvertError, type_name};

/// The builder of a nested class.
///
/// The setter takes an instance. Then, in this order: a builder, which is built; a mapping, with whose
/// values an instance is built; a function, which is called with a new builder of the nested class, and
/// returns a builder, which is built, an instance, or `None` for the builder that it was given. What the
/// function raises leaves as it is. What is missing and wrong in a nested object is told as a problem of
/// the outer class, with the path in front.
#[derive(Clone, Copy)]
pub struct NestedBuilder(fn() -> &'static BuilderTable);

impl NestedBuilder {
    /// That of the class `T`.
    pub const fn of<T: Buildable>() -> Self {
        Self(T::builder_table)
    }

    /// The field's value, after it could not be `value` itself for this reason.
    pub(super) fn converted<'py>(
        self,
        field: &BuilderField,
        value: &Bound<'py, PyAny>,
        reason: ConvertError,
    ) -> Result<Value, Refusal<'py>> {
        let outcome = if let Ok(builder) = value.cast::<Builder>() {
            build::outcome(builder)
        } else if value.is_instance_of::<PyMapping>() {
            let table = (self.0)();
            let class = (table.class().type_object)(value.py());
            build::of_row(&class, Draft::new(table), value)
        } else if value.is_callable() {
            self.returned(field, value)
        } else {
            return Err(Refusal::Convert(reason));
        };
        let instance = outcome.map_err(Refusal::Raised)?.map_err(Refusal::Unbuilt)?;
        field.direct(&instance).map_err(Refusal::Convert)
    }

    /// What the function makes of a new builder.
    fn returned<'py>(
        self,
        field: &BuilderField,
        function: &Bound<'py, PyAny>,
    ) -> PyResult<Result<Bound<'py, PyAny>, Wrong<'py>>> {
        let table = (self.0)();
        let class = (table.class().type_object)(function.py());
        let builder = Builder::new(&class, Draft::new(table))?;
        let returned = function.call1((&builder,))?;
        if returned.is_none() {
            return build::outcome(&builder);
        }
        if let Ok(builder) = returned.cast::<Builder>() {
            return build::outcome(builder);
        }
        if returned.is_instance(&class)? {
            return Ok(Ok(returned));
        }
        Err(PyTypeError::new_err(format!(
            "{}.{}: expected that the function returns the builder, {} or None, got {}",
            field.owner.name,
            field.name(),
            table.class().name,
            type_name(&returned),
        )))
    }
}
