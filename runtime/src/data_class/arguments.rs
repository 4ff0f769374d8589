//! Binding the arguments of a call to the constructor's parameters, with CPython's own rules and
//! error texts (`initialize_locals` in its `ceval.c`).

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyTuple};

use super::table::ClassTable;
use crate::argument_errors;

/// The arguments by field: `None` where the default applies.
pub(crate) type Bindings<'py> = Vec<Option<Bound<'py, PyAny>>>;

/// Binds the arguments of `Class(*args, **kwargs)`.
pub(crate) fn bind<'py>(
    table: &'static ClassTable,
    args: &Bound<'py, PyTuple>,
    kwargs: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bindings<'py>> {
    let mut bound: Bindings<'py> = vec![None; table.attributes().len()];
    let mut given = args.iter();
    let positional = || table.parameters().filter(|(_, field)| !field.options.kw_only);
    for ((index, _), value) in positional().zip(&mut given) {
        bound[index] = Some(value);
    }
    if let Some(kwargs) = kwargs {
        bind_keywords(table, kwargs, &mut bound)?;
    }
    if args.len() > positional().count() {
        return Err(too_many(table, args.len(), &bound));
    }
    for (kw_only, kind) in [(false, "positional"), (true, "keyword-only")] {
        let missing: Vec<_> = table
            .parameters()
            .filter(|(index, field)| {
                field.options.kw_only == kw_only
                    && field.default.is_none()
                    && bound[*index].is_none()
            })
            .map(|(_, field)| field.parameter())
            .collect();
        if !missing.is_empty() {
            return Err(missing_arguments(table, kind, &missing));
        }
    }
    Ok(bound)
}

fn bind_keywords<'py>(
    table: &'static ClassTable,
    kwargs: &Bound<'py, PyDict>,
    bound: &mut Bindings<'py>,
) -> PyResult<()> {
    let names = table.cache.parameters(kwargs.py(), table)?;
    for (keyword, value) in kwargs {
        let name = keyword
            .cast::<PyString>()
            .map_err(|_| argument_errors::keyword_no_string(table.name))?;
        // Keywords of a call are interned, as the names are: the second look is for the rest.
        let index = names
            .iter_borrowed()
            .position(|parameter| parameter.is(name))
            .or_else(|| position(table, name));
        let Some(index) = index.filter(|index| table.attributes()[*index].options.init) else {
            return Err(unexpected(table, &name.to_string_lossy(), kwargs.py()));
        };
        if bound[index].replace(value).is_some() {
            let parameter = table.attributes()[index].parameter();
            return Err(argument_errors::multiple_values(table.name, parameter));
        }
    }
    Ok(())
}

/// The field whose parameter has this name. For `dataclasses.replace` the attribute's name does too.
pub(crate) fn position(table: &'static ClassTable, name: &Bound<'_, PyString>) -> Option<usize> {
    let name = name.to_cow().ok()?;
    let by_parameter = table.attributes().iter().position(|field| field.parameter() == name);
    by_parameter.or_else(|| {
        table.stdlib()?;
        table.attributes().iter().position(|field| field.name() == name)
    })
}

/// The error for a keyword that no parameter has.
pub(crate) fn unexpected(table: &'static ClassTable, name: &str, py: Python<'_>) -> PyErr {
    let parameters = table.parameters().map(|(_, field)| field.parameter());
    argument_errors::unexpected_keyword(table.name, name, parameters, py)
}

fn too_many(table: &'static ClassTable, given: usize, bound: &Bindings<'_>) -> PyErr {
    let positional: Vec<_> =
        table.parameters().map(|(_, field)| field).filter(|field| !field.options.kw_only).collect();
    let least = positional.iter().filter(|field| field.default.is_none()).count();
    let keywords = table
        .parameters()
        .filter(|(index, field)| field.options.kw_only && bound[*index].is_some())
        .count();
    argument_errors::too_many(table.name, (least, positional.len()), given, keywords)
}

pub(super) fn missing_arguments(table: &'static ClassTable, kind: &str, names: &[&str]) -> PyErr {
    argument_errors::missing(table.name, kind, names)
}
